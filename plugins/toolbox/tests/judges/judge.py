import base64, csv, hashlib, html, io, json, sys, urllib.parse, zlib


def refused(action):
    try:
        return {"ok": action()}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def load(text):
    def constant(name):
        raise ValueError(f"{name} is no JSON")
    return json.loads(text, parse_constant=constant)


def load_with_numbers_as_written(text):
    return json.loads(text, parse_float=str, parse_int=str)


def parse(question):
    import xmltodict
    return refused(lambda: compact(xmltodict.parse(base64.b64decode(question))))


def unparse(question):
    import xmltodict
    value = load_with_numbers_as_written(question["json"])
    return refused(lambda: xmltodict.unparse(value, pretty=question["pretty"]))


def same_json(question):
    return refused(lambda: load(question["text"]) == load(question["ours"]))


def is_json(question):
    return refused(lambda: load(question) is not None or True)


def flat(value, prefix=()):
    row = {}
    for name, member in value.items():
        path = prefix + (name,)
        if isinstance(member, dict) and member:
            row.update(flat(member, path))
        elif isinstance(member, (dict, list)):
            row[path] = compact(member)
        else:
            row[path] = "" if member is None else str(member).lower() if isinstance(member, bool) else member
    return row


def table(question):
    """The rows that a list of objects should give, and those in the CSV, by Python's own reader."""
    rows = [flat(value) for value in json.loads(question["json"])]
    columns = list(dict.fromkeys(path for row in rows for path in row))
    expected = [[".".join(path) for path in columns]]
    expected += [[str(row.get(path, "")) for path in columns] for row in rows]
    found = list(csv.reader(io.StringIO(question["csv"], newline=""), delimiter=question["delimiter"]))
    return {"expected": expected, "found": found}


def rows(question):
    """A table written by Python's own writer, which the converter is to read."""
    out = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if question["all"] else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=question["delimiter"], lineterminator=question["end"], quoting=quoting)
    writer.writerows(question["rows"])
    header, *body = csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=question["delimiter"])
    return {"csv": out.getvalue(), "list": [dict(zip(header, row)) for row in body]}


def encoded(question):
    data = bytes(question)
    return {
        "standard": base64.b64encode(data).decode(),
        "lines": base64.encodebytes(data).decode(),
        "url": base64.urlsafe_b64encode(data).decode(),
    }


def sums(question):
    data = bytes(question)
    digests = [hashlib.new(name, data).hexdigest() for name in ("md5", "sha1", "sha256", "sha512")]
    return digests + [f"{zlib.crc32(data):08x}"]


def escaped(question):
    return {
        "url": urllib.parse.quote(question["text"], safe=""),
        "form": urllib.parse.unquote_plus(question["url"]),
        "html": html.unescape(question["html"]),
    }


task = globals()[sys.argv[1]]
questions = json.load(io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8"))
answers = json.dumps([task(question) for question in questions])
sys.stdout.buffer.write(answers.encode("ascii"))
