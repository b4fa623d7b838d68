"""What the API takes and gives for conversations: inputs and outputs are different classes in different modules."""
