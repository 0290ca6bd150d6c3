"""The outbox: a message is a row, written with the act that causes it; the worker sends it later."""
