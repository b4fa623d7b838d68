"""Web push as the RFCs have it: plain values in, plain values out."""
