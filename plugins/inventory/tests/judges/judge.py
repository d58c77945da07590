import datetime, io, json, sys

import openpyxl


def load(file):
    return openpyxl.load_workbook(io.BytesIO(bytes.fromhex(file)))


def save(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue().hex()


def read(file):
    """The titles, how many rows are under them, what kinds of cells each column has, and whether any would run."""
    sheet = load(file).worksheets[0]
    rows = list(sheet.iter_rows())
    kinds = [sorted({cell.data_type for cell in column[1:] if cell.value is not None}) for column in zip(*rows)]
    return {
        "titles": [cell.value for cell in rows[0]],
        "rows": len(rows) - 1,
        "kinds": kinds,
        "formulas": sum(cell.data_type == "f" for row in rows for cell in row),
    }


def resave(file):
    """As somebody does who opens a file in a program of theirs and saves it."""
    return save(load(file))


def write(rows):
    """A list as somebody keeps it: {"day": …} is a cell with a date, numbers are numbers, None is an empty cell."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([datetime.date.fromisoformat(cell["day"]) if isinstance(cell, dict) else cell for cell in row])
    return save(book)


json.dump(globals()[sys.argv[1]](json.load(sys.stdin)), sys.stdout)
