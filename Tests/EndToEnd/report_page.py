"""Reads a page of `audit report` as a browser's parser would: Python's standard library only."""

import base64
import hashlib
import html.parser
import json
import pathlib

VOID = {"meta", "img", "br", "link", "input", "hr"}


class Node:
    def __init__(self, name, attributes, parent):
        self.name, self.attributes, self.parent, self.children = name, dict(attributes), parent, []

    def __getitem__(self, name):
        return self.attributes.get(name)

    @property
    def classes(self):
        return (self["class"] or "").split()

    @property
    def text(self):
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def walk(self):
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def all(self, name=None, css=None):
        return [node for node in self.walk()
                if (name is None or node.name == name) and (css is None or css in node.classes)]

    def one(self, name=None, css=None):
        found = self.all(name, css)
        assert len(found) == 1, f"{len(found)} of {name}.{css}"
        return found[0]


class Page(html.parser.HTMLParser):
    """A page whose elements all close in order."""

    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.bytes = pathlib.Path(path).read_bytes()
        self.source = self.bytes.decode("utf-8")
        self.root = self.here = Node("", {}, None)
        self.feed(self.source)
        self.close()
        assert self.here is self.root, f"{self.here.name} is not closed"

    def handle_starttag(self, name, attributes):
        assert len({key for key, _ in attributes}) == len(attributes), f"an attribute twice in {name}"
        node = Node(name, attributes, self.here)
        self.here.children.append(node)
        if name not in VOID:
            self.here = node

    def handle_endtag(self, name):
        assert self.here.name == name, f"</{name}> closes {self.here.name}"
        self.here = self.here.parent

    def handle_data(self, data):
        self.here.children.append(data)

    @property
    def document(self):
        node = self.by_id("exhibit-report")
        assert node["type"] == "application/json"
        return json.loads(node.text)

    @property
    def runs(self):
        return self.root.all("article")

    def run(self, run_id):
        return self.by_id(f"run-{run_id}")

    def by_id(self, wanted):
        found = [node for node in self.root.walk() if node["id"] == wanted]
        assert len(found) == 1, f"{len(found)} elements with the id {wanted}"
        return found[0]

    @property
    def policy(self):
        """The directives of the content security policy."""
        metas = [node for node in self.root.all("meta") if node["http-equiv"] == "Content-Security-Policy"]
        assert len(metas) == 1
        return {part.split()[0]: part.split()[1:] for part in metas[0]["content"].split(";")}


def source_hash(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
