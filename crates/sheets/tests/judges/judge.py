import csv, datetime, io, json, sys


def value(cell):
    """What openpyxl makes of a cell: a text, a number as text, a date, and whether it would run."""
    found = cell.value
    if isinstance(found, (datetime.datetime, datetime.date)):
        found = found.strftime("%Y-%m-%d")
    elif isinstance(found, (int, float)):
        found = repr(found)
    return {"value": found, "type": cell.data_type, "format": cell.number_format, "quoted": bool(cell.quotePrefix)}


def read_workbook(question):
    import openpyxl
    book = openpyxl.load_workbook(io.BytesIO(bytes.fromhex(question["file"])))
    sheet = book.worksheets[0]
    return {
        "title": sheet.title,
        "frozen": sheet.freeze_panes,
        "bold": [bool(cell.font.bold) for cell in sheet[1]],
        "widths": [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]],
        "rows": [[value(cell) for cell in row] for row in sheet.iter_rows()],
    }


def write_workbook(question):
    import openpyxl
    book = openpyxl.Workbook()
    book.active.title = "Empty"
    hidden = book.create_sheet("Hidden")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "secret"
    sheet = book.create_sheet("Stock")
    sheet["A1"], sheet["B1"], sheet["C1"] = "SKU", "Назва", "When"
    sheet["A3"], sheet["B3"], sheet["C3"] = 42, "Кухоль\n«Ранок» & <co>", datetime.date(2026, 11, 21)
    sheet["A3"].number_format = "00000"
    sheet["A4"], sheet["B4"], sheet["C4"] = 0.1 + 0.2, True, datetime.datetime(2026, 11, 21, 13, 45)
    sheet["A5"], sheet["B5"], sheet["C5"] = 4006381333931, "=1+1", datetime.time(9, 30)
    sheet["A6"], sheet["B6"], sheet["C6"] = 1e5, " padded ", datetime.timedelta(hours=30)
    sheet["A7"], sheet["B7"] = 0.2, "#N/A"
    sheet["A7"].number_format = "0%"
    sheet["A8"], sheet["F8"] = "_x0041_", -12.5
    book.create_sheet("Prices")["A1"] = "price"
    out = io.BytesIO()
    book.save(out)
    return {"file": out.getvalue().hex()}


def read_csv(question):
    text = bytes.fromhex(question["file"]).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=question["delimiter"]))


def write_csv(question):
    files = []
    for one in question:
        out = io.StringIO()
        quoting = csv.QUOTE_ALL if one["all"] else csv.QUOTE_MINIMAL
        csv.writer(out, delimiter=one["delimiter"], lineterminator=one["end"], quoting=quoting).writerows(one["rows"])
        files.append(out.getvalue().encode(one["encoding"]).hex())
    return files


question = json.load(sys.stdin)
json.dump(globals()[sys.argv[1]](question), sys.stdout)
