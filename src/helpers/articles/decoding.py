"""From a file's bytes to text: the encoding found, broken characters mended, and both said."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WESTERN = (("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman"))
"""Encodings of English from before Unicode, tried first."""
LEGACY = ("cp1252", "mac_roman", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255",
          "cp1256", "shift_jis", "euc_jp", "gb18030", "big5", "cp949")  # fmt: skip
"""Encodings that are looked for where neither fits."""
MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"{\\rtf",
         b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"%!PS")  # fmt: skip
"""How files begin that are no plain text, whatever their name says."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.01
_MAX_FOREIGN_SHARE = 0.2


class NotTextError(ValueError):
    """Bytes that are no text: pictures, archives, programs."""


class UnknownEncodingError(ValueError):
    """Bytes that may be text, in an encoding that could not be found out."""


@dataclass(frozen=True)
class Decoded:
    """A text, and what was done to get it (empty where it was clean UTF-8)."""

    text: str
    repairs: str


def decode(content: bytes) -> Decoded:
    """Decode a plain text of unknown encoding.

    Tried in this order: the byte order mark; UTF-8; UTF-16 without a mark; an
    encoding from before Unicode (Windows-1252 or Mac Roman where what is beyond
    ASCII makes sense in it, else what charset-normalizer finds). Mojibake (UTF-8
    once read as something else) is mended line by line by ftfy's ``fix_encoding``,
    which touches nothing else. Line ends become line feeds; nothing is stripped.

    Parameters
    ----------
    content : bytes
        The whole file.

    Returns
    -------
    Decoded
        The text and its repairs.

    Raises
    ------
    NotTextError
        If the bytes are no text.
    UnknownEncodingError
        If no encoding fits.
    """
    if content.startswith(MAGIC):
        raise NotTextError
    text, found = _read(content)
    if len(_CONTROL.findall(text)) > max(4, _MAX_CONTROL_SHARE * len(text)) or "\x00" in text:
        raise NotTextError
    mended = _mend(text)
    repairs = [found] if found else []
    if mended != text:
        repairs.append("characters garbled by a wrong encoding were mended")
    return Decoded(mended.replace("\r\n", "\n").replace("\r", "\n"), "; ".join(repairs))


def _read(content: bytes) -> tuple[str, str]:
    """Return the text, and how it was read where that was not plainly UTF-8."""
    for mark, encoding in BOMS:
        if content.startswith(mark):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError as error:
                raise UnknownEncodingError from error
            return text, "" if mark == codecs.BOM_UTF8 else f"read as {encoding.upper()}"
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _read_damaged(content) or _read_wide(content) or _read_legacy(content)
    return ("\x00" in text and _read_wide(content)) or (text, "")


def _read_wide(content: bytes) -> tuple[str, str] | None:
    """Read UTF-16 without a byte order mark: every other byte of English is zero."""
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = content[offset::2].count(0)
        if len(content) % 2 == 0 and zeros > 0.7 * len(content) / 2:
            try:
                return content.decode(encoding), f"read as {encoding.upper()}"
            except UnicodeDecodeError:
                return None
    return None


def _read_damaged(content: bytes) -> tuple[str, str] | None:
    """Read UTF-8 with a few broken bytes, such as a file cut off within a character."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(ord(c) > 127 for c in text) - broken
    if broken > whole:
        return None
    return text, f"read as UTF-8; {broken} broken characters stand as \ufffd"


def _read_legacy(content: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    if sum(byte > 127 for byte in content) < _MAX_FOREIGN_SHARE * len(content):
        for encoding, name in WESTERN:
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            if _reads_as_western(text):
                return text, f"read as {name}"
    match = from_bytes(content, cp_isolation=list(LEGACY)).best()
    if match is None:
        raise UnknownEncodingError
    return str(match), f"read as {match.encoding.upper().replace('_', '-')}"


_PUNCTUATION = r"[‘’“”–—…•\u00a0]"
_SIGN = r"(?<![^\W\d_])[€£§©®°·«»¡¿½¼¾]"
_SMALL = r"(?:(?<=[A-Za-z])[ß-öø-ÿœšž]|[ß-öø-ÿœšž](?=[a-z]))"
_CAPITAL = r"(?<![a-zß-öø-ÿ])[À-ÖØ-ÞŒŠŽŸ](?=[^\W\d_])"
_FITTING = re.compile("|".join((_PUNCTUATION, _SIGN, _SMALL, _CAPITAL)))


def _reads_as_western(text: str) -> bool:
    """Whether what is beyond ASCII makes sense: quotes, dashes, accents within words."""
    foreign = sum(ord(c) > 127 for c in text)
    return len(_FITTING.findall(text)) >= 0.9 * foreign


def _mend(text: str) -> str:
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    if not is_bad(text):
        return text
    return "".join(fix_encoding(line) for line in text.splitlines(keepends=True))
