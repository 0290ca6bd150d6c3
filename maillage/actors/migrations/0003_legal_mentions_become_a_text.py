from django.db import migrations


def move(apps, schema_editor):
    """What a network wrote as plain text is the first version of its legal notice: lines stay lines."""
    for network in apps.get_model("actors", "Network").objects.exclude(legal_mentions=""):
        paragraphs = network.legal_mentions.replace("\r\n", "\n").strip().split("\n\n")
        body = "\n\n".join(paragraph.replace("\n", "  \n") for paragraph in paragraphs)
        apps.get_model("actors", "TextVersion").objects.create(
            key="mentions-legales", language="fr", number=1, body=body
        )


def back(apps, schema_editor):
    versions = apps.get_model("actors", "TextVersion").objects
    newest = versions.filter(key="mentions-legales", language="fr").order_by("-number").first()
    if newest:
        apps.get_model("actors", "Network").objects.update(legal_mentions=newest.body[:6000])


class Migration(migrations.Migration):
    dependencies = [("actors", "0002_texts_and_mentions")]
    operations = [migrations.RunPython(move, back)]
