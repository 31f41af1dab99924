"""Help while translating: memory, glossary, machine translation."""
