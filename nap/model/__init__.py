"""What a plan is: frozen records without any input or output.

Nothing is re-exported here, so that a command pays only for the records it uses:
`nap.model.words` holds the closed vocabularies and costs nothing to import; the others need pydantic.
"""
