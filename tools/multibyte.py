#!/usr/bin/env python3
"""Writes rules/text/multibyte.bin: what the multi-byte encodings' bytes mean, asked of the interpreter that runs this.

    tools/multibyte.py            writes the file
    tools/multibyte.py --check    says whether it is what this interpreter would give
    tools/multibyte.py --record   prints tests/syntax/multibyte.recorded

All numbers are little-endian. The file begins with the number of encodings (u32) and for each 16 bytes of name and the places of its
first row, of its extras and of its ranges (u32 each) and the number of ranges (u32). A row is for the bytes that may follow a prefix: the first of them
and the last (u8 each), then a cell for each (u16): 0xFFFF where there is nothing, a character, or, from 0xD800 to 0xDFFF, the number of
an extra. An extra is two u32: a character and 0, two characters, or the place of the row for the next byte and 0xFFFFFFFF. A range is of
GB 18030's four bytes: the first number, how many, the first character. EUC-KR's syllables of eight bytes are left out.
"""
import os
import random
import struct
import sys

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'rules', 'text', 'multibyte.bin')
NAMES = ['big5', 'big5hkscs', 'cp932', 'cp949', 'cp950', 'euc_jis_2004', 'euc_jisx0213', 'euc_jp', 'euc_kr', 'gb18030', 'gb2312',
         'gbk', 'johab', 'shift_jis', 'shift_jis_2004', 'shift_jisx0213']
NOTHING, MORE = 0xFFFF, 0xFFFFFFFF
STATEFUL = ['hz', 'iso2022_jp', 'iso2022_jp_1', 'iso2022_jp_2', 'iso2022_jp_2004', 'iso2022_jp_3', 'iso2022_jp_ext', 'iso2022_kr',
            'utf_16_le', 'utf_16_be']  # without a table of their own
HEAD = 4 + len(NAMES) * 32


class Heap:
    """Rows and lists, each stored once."""

    def __init__(self):
        self.data = bytearray()
        self.places = {}

    def put(self, data):
        if data not in self.places:
            self.places[data] = HEAD + len(self.data)
            self.data += data
        return self.places[data]


def meaning(name, data):
    """The characters of DATA, '' where they are none, None where more bytes must follow."""
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        return None if 'incomplete' in error.reason else ''


def cell(name, data, heap, extras):
    text = meaning(name, data)
    if text is None:
        child = row(name, data, heap, extras) if len(data) < 3 and not (name == 'gb18030' and len(data) == 2) else None
        extra = (child, MORE) if child else None
    elif len(text) == 1 and ord(text) < 0xD800 or text and 0xE000 <= ord(text[0]) < NOTHING and len(text) == 1:
        return ord(text)
    else:
        extra = tuple(map(ord, text.ljust(2, '\0'))) if text else None
    if extra is None:
        return NOTHING
    if extra not in extras:
        extras.append(extra)
    return 0xD800 + extras.index(extra)


def row(name, prefix, heap, extras):
    """The place of the row for what follows PREFIX; None where nothing may."""
    cells = [cell(name, prefix + bytes([byte]), heap, extras) for byte in range(256)]
    there = [byte for byte in range(256) if cells[byte] != NOTHING]
    if not there:
        return None
    first, last = there[0], there[-1]
    return heap.put(struct.pack('<BB%dH' % (last - first + 1), first, last, *cells[first:last + 1]))


def four_bytes(number):
    digits = []
    for base in (10, 126, 10, 126):
        number, digit = divmod(number, base)
        digits.append(digit)
    return bytes([0x81 + digits[3], 0x30 + digits[2], 0x81 + digits[1], 0x30 + digits[0]])


def ranges(name):
    if name != 'gb18030':
        return []
    found = []
    for number in range(126 * 10 * 126 * 10):
        text = meaning(name, four_bytes(number))
        if not text:
            continue
        if found and found[-1][0] + found[-1][1] == number and found[-1][2] + found[-1][1] == ord(text):
            found[-1][1] += 1
        else:
            found.append([number, 1, ord(text)])
    return found


def contents():
    heap = Heap()
    head = struct.pack('<I', len(NAMES))
    for name in NAMES:
        extras = []
        first = row(name, b'', heap, extras)
        assert len(extras) <= 0x800, name
        where = heap.put(b''.join(struct.pack('<II', *extra) for extra in extras))
        spans = ranges(name)
        head += struct.pack('<16sIIII', name.encode(), first, where, heap.put(b''.join(struct.pack('<III', *s) for s in spans)), len(spans))
    return head + bytes(heap.data)


def sample(chance, name):
    """Bytes that are mostly right in NAME."""
    parts = [b'# ', b'\n', b"'\\'", b'a~|']
    for _ in range(12):
        code = chance.choice([chance.randrange(0x20, 0x7F), chance.randrange(0xA0, 0x500), chance.randrange(0x3000, 0x3100),
                              chance.randrange(0x4E00, 0x9FA6), chance.randrange(0xAC00, 0xD7A4), chance.randrange(0xFF01, 0xFFEF)])
        try:
            data = chr(code).encode(name)
            parts.append(b'_' if name == 'euc_kr' and len(data) == 8 else data)
        except UnicodeEncodeError:
            parts.append(bytes([chance.randrange(256)]) if chance.random() < 0.03 else b'_')
    return b''.join(parts)


def record(name, data):
    """NAME, the bytes, and what Python makes of them up to the first that it refuses (`!`), in hexadecimal."""
    end, sign = len(data), ''
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        end, sign = error.start, '!'
        text = data[:end].decode(name)
    return '%s %s %s%s\n' % (name, data.hex(), text.encode('utf-8', 'surrogatepass').hex(), sign)


def recorded():
    chance = random.Random(2022)
    lines = ['# Made by tools/multibyte.py --record: encoding, bytes, UTF-8 up to the first byte that Python refuses (`!`).\n']
    for name in NAMES + STATEFUL:
        for _ in range(25):
            lines.append(record(name, sample(chance, name)))
        for _ in range(25):
            data = bytearray(sample(chance, name))
            data[chance.randrange(len(data))] = chance.randrange(256)
            lines.append(record(name, bytes(data)))
    return ''.join(lines)


if __name__ == '__main__':
    if '--record' in sys.argv:
        sys.stdout.write(recorded())
        sys.exit()
    now = contents()
    if '--check' in sys.argv:
        with open(OUT, 'rb') as file:
            if file.read() != now:
                sys.exit('rules/text/multibyte.bin is not what this interpreter says: run tools/multibyte.py')
    else:
        with open(OUT, 'wb') as file:
            file.write(now)
