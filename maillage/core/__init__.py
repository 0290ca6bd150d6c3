"""What every room stands on: refusals, public codes, the typed request, the register of personal data."""
