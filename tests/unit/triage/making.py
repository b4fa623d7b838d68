"""Makes platform/triage/languages.xz from py3langid: `python -m tests.unit.triage.making`, after a new version or for other languages."""

import lzma
import struct

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from triage.languages import KNOWN
from triage.model import FILE, HEAD, NONE

OURS = {"no": "nb"}
"""What the library calls Norwegian is Bokmål; it knows Nynorsk as another."""


def library() -> LanguageIdentifier:
    """The library's own judge of the languages that we know."""
    whole = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    whole.set_languages([label for label in whole.labels if OURS.get(label, label) in KNOWN])
    return whole


def made() -> bytes:
    """What the file holds, unpacked."""
    judge = library()
    moves = np.asarray(judge.tk_nextmove).reshape(-1, 256)
    row, out = np.asarray(judge.tk_row), np.asarray(judge.tk_output)
    order, letters, children, fallback = _tree(moves, row)
    found = np.where(out[order] < 0, NONE, out[order])
    rows, row_of = np.unique(judge.nb_ptc.view(np.uint16), axis=0, return_inverse=True)
    labels = [OURS.get(label, label) for label in judge.nb_classes]
    return b"".join(
        (
            HEAD.pack(len(order), len(row_of), *rows.shape),
            "".join(label.ljust(4) for label in labels).encode(),
            struct.pack(f"<{len(labels)}f", *judge.nb_pc),
            bytes(letters),
            bytes(children),
            *(np.asarray(part, dtype="<u4").tobytes() for part in (fallback, found, row_of.ravel())),
            np.ascontiguousarray(rows.T, dtype="<u2").tobytes(),
        )
    )


def _tree(moves: np.ndarray, row: np.ndarray) -> tuple[np.ndarray, list[int], list[int], list[int]]:
    """The automaton without what follows from the rest: a step leads to a state further out, or to where its fallback leads."""
    number, order, letters, children, fallback = {0: 0}, [0], [0], [0] * len(row), [0] * len(row)
    for state in order:  # grows meanwhile: by distance from the start
        for letter, target in enumerate(moves[row[state]].tolist()):
            if target in number:
                continue
            me = number[target] = len(order)
            order.append(target)
            letters.append(letter)
            children[number[state]] += 1
            if state:
                fallback[me] = number[int(moves[row[order[fallback[number[state]]]]][letter])]
    return np.asarray(order), letters, children, fallback


if __name__ == "__main__":
    # A small window: reading needs as much memory as the window is long.
    FILE.write_bytes(lzma.compress(made(), filters=[{"id": lzma.FILTER_LZMA2, "preset": 9, "dict_size": 1 << 20}]))
