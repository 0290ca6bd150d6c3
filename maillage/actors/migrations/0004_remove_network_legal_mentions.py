from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("actors", "0003_legal_mentions_become_a_text")]
    operations = [migrations.RemoveField(model_name="network", name="legal_mentions")]
