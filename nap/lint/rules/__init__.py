"""The rules, one module a topic. Importing this package fills the registry, in the order of the codes."""

from nap.lint.rules import ignores, files, shape, identity, actors, deadlines, updates, languages, text, change  # noqa: F401, I001
