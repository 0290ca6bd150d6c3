"""The door of machines: what is published, read in JSON, described in OpenAPI."""
