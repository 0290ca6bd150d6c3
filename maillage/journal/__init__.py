"""The journal: one line for every act, written in the act's own transaction, never rewritten."""
