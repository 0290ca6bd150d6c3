#!/usr/bin/env python
"""Django's usual door; `maillage` is the same command, installed."""

from maillage.__main__ import main

if __name__ == "__main__":
    main()
