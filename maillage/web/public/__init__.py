"""The door for everybody: the programme, its calls, projects and organisations."""
