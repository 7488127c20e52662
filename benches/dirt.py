"""Makes of a folder of registers what a ministry's inbox looks like: the same registers in folders of regions, and among them
copies, corrected versions, locked, broken and empty files, pictures, letters and plans of measures; with a `tobokel.toml` that
lists the bodies and those above them.

    cargo run --release --example generate -- many/ 500 100
    python3 benches/dirt.py many/ inbox/

Needs nothing but Python. The same files give the same folder.
"""

import pathlib
import re
import shutil
import struct
import sys
import zipfile

REGIONS = ("Баткен облусу", "Бишкек шаары", "Жалал-Абад облусу", "Нарын облусу", "Ош облусу", "Ош шаары", "Талас облусу",
           "Чүй облусу", "Ысык-Көл облусу")
# Of 500 registers: 25 copies, 25 corrected versions, 10 files of each other kind.
COPY, VERSION, OTHER = 20, 20, 50
SHEET = "xl/worksheets/sheet1.xml"
# A day for all members of an archive: the same bytes each time.
DAY = (1980, 1, 1, 0, 0, 0)


def corrected(source, target):
    """The same register, another likelihood in its first situation."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith(SHEET):
                data, changed = re.subn(rb'(<c r="H\d+"><v>)([123])', lambda m: b"%s%d" % (m[1], int(m[2]) % 3 + 1), data, count=1)
                assert changed, f"{source} has no likelihoods"
            new.writestr(zipfile.ZipInfo(name, DAY), data, zipfile.ZIP_DEFLATED)


def locked(number):
    """A compound file with an encrypted package of 4,096 bytes: header, allocation table, directory, package."""
    end, free, none = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, end, *range(3, 10), end, *[free] * 118)

    def entry(name, kind, child, start, size):
        raw = name.encode("utf-16-le") + b"\0\0" if name else b""
        return raw.ljust(64, b"\0") + struct.pack("<HBBIII36xIQ", len(raw), kind, 1, none, none, child, start, size)
    directory = entry("Root Entry", 5, 1, end, 0) + entry("EncryptedPackage", 2, none, 2, 4096) + entry("", 0, none, 0, 0) * 2
    return header + table + directory + struct.pack("<I", number) * 1024


def plan(number):
    rows = "\n".join(f"{row},Иш-чара {row},2026-Q{row % 4 + 1},жооптуу катчы,натыйжа {number}" for row in range(1, 41))
    return "№,Чара,Мөөнөтү,Жооптуу аткаруучу,Күтүлүүчү натыйжа\n" + rows + "\n"


def main():
    source, target = map(pathlib.Path, sys.argv[1:3])
    listed = []
    for number, path in enumerate(sorted(source.glob("*.xlsx"))):
        folder = target / REGIONS[number % len(REGIONS)]
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / path.name)
        listed.append(f'[[organization]]\nid = "{path.stem}"\nname = "{path.stem} айыл өкмөтү"\nparent = "{folder.name}"\n')
        if number % COPY == 3:
            shutil.copyfile(path, folder / f"{path.stem} - копия.xlsx")
        if number % VERSION == 7:
            corrected(path, folder / f"{path.stem} оңдолгон.xlsx")
        if number % OTHER == 11:
            name = f"{folder}/орган {number}"
            pathlib.Path(f"{name} сырсөз.xlsx").write_bytes(locked(number))
            pathlib.Path(f"{name} үзүлгөн.xlsx").write_bytes(path.read_bytes()[:9_000])
            pathlib.Path(f"{name} бош.xlsx").write_bytes(b"")
            pathlib.Path(f"{name} скан.pdf").write_bytes(b"%PDF-1.4\n" + bytes(200_000) + b"%d\n" % number)
            pathlib.Path(f"{name} сүрөт.jpg").write_bytes(bytes.fromhex("ffd8ffe0") + bytes(300_000) + b"%d" % number)
            pathlib.Path(f"{name} кат.txt").write_text(f"Тизмек тиркелет. № {number}\n", encoding="utf-8")
            pathlib.Path(f"{name} план.csv").write_text(plan(number), encoding="utf-8")
    (target / "tobokel.toml").write_text("\n".join(listed), encoding="utf-8")


if __name__ == "__main__":
    main()
