// Checks a bundle with Go's own packages for signed notes and transparency logs (golang.org/x/mod/sumdb), which know
// nothing of exhibit: the signed head, the tree in the tiles, and a proof for every entry and every older size.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run main.go BUNDLE
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// tiles reads our tiles: the paths are those of C2SP, which leave the height out.
type tiles struct{ folder string }

func (t tiles) Height() int                     { return 8 }
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (t tiles) ReadTiles(list []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range list {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(t.folder, path))
		if err != nil {
			return nil, err
		}
		found = append(found, data)
	}
	return found, nil
}

func check(err error, what string) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", what, err)
		os.Exit(1)
	}
}

func hash(text string) tlog.Hash {
	data, err := base64.StdEncoding.DecodeString(text)
	check(err, "a hash")
	var found tlog.Hash
	if copy(found[:], data) != len(found) {
		check(fmt.Errorf("%d bytes", len(data)), "a hash")
	}
	return found
}

// head is the signed tree, after its signature was checked.
func head(text, vkey []byte) tlog.Tree {
	verifier, err := note.NewVerifier(strings.TrimSpace(string(vkey)))
	check(err, "keys/log.vkey")
	opened, err := note.Open(text, note.VerifierList(verifier))
	check(err, "checkpoint")
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		check(fmt.Errorf("it is not a head of %s", verifier.Name()), "checkpoint")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err, "the size")
	return tlog.Tree{N: size, Hash: hash(lines[2])}
}

func entries(folder string, size int64) [][]byte {
	var found [][]byte
	for number := int64(0); number*256 < size; number++ {
		tile := tlog.Tile{H: 8, L: -1, N: number, W: 256}
		if size-number*256 < 256 {
			tile.W = int(size - number*256)
		}
		path := strings.Replace(tile.Path(), "tile/8/data/", "tile/entries/", 1)
		data, err := os.ReadFile(filepath.Join(folder, path))
		check(err, path)
		for len(data) > 0 {
			length := int(binary.BigEndian.Uint16(data))
			found = append(found, data[2:2+length])
			data = data[2+length:]
		}
	}
	return found
}

func proofFile(path string, vkey []byte) {
	data, err := os.ReadFile(path)
	check(err, path)
	text := strings.SplitN(string(data), "\n\n", 2)
	tree := head([]byte(text[1]), vkey)
	lines := strings.Split(text[0], "\n")
	entry, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	check(err, path)
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	check(err, path)
	var proof tlog.RecordProof
	for _, line := range lines[3:] {
		proof = append(proof, hash(line))
	}
	check(tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)), path)
}

func main() {
	folder := os.Args[1]
	text, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	check(err, "checkpoint")
	vkey, err := os.ReadFile(filepath.Join(folder, "keys/log.vkey"))
	check(err, "keys/log.vkey")
	tree := head(text, vkey)
	reader := tlog.TileHashReader(tree, tiles{folder})

	root, err := tlog.TreeHash(tree.N, reader)
	check(err, "the tree")
	if root != tree.Hash {
		check(fmt.Errorf("another root"), "the tree")
	}
	found := entries(folder, tree.N)
	if int64(len(found)) != tree.N {
		check(fmt.Errorf("%d of %d", len(found), tree.N), "entries")
	}
	for index, entry := range found {
		proof, err := tlog.ProveRecord(tree.N, int64(index), reader)
		check(err, "a record's proof")
		check(tlog.CheckRecord(proof, tree.N, tree.Hash, int64(index), tlog.RecordHash(entry)), "a record")
	}

	// Every older tree, its root computed from the entries alone.
	var stored []tlog.Hash
	own := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var hashes []tlog.Hash
		for _, index := range indexes {
			hashes = append(hashes, stored[index])
		}
		return hashes, nil
	})
	for index, entry := range found {
		more, err := tlog.StoredHashes(int64(index), entry, own)
		check(err, "stored hashes")
		stored = append(stored, more...)
		old, err := tlog.TreeHash(int64(index)+1, own)
		check(err, "an older tree")
		proof, err := tlog.ProveTree(tree.N, int64(index)+1, reader)
		check(err, "a tree's proof")
		check(tlog.CheckTree(proof, tree.N, tree.Hash, int64(index)+1, old), "an older tree")
	}
	proofs, err := filepath.Glob(filepath.Join(folder, "artifacts/*.tlog-proof"))
	check(err, "artifacts")
	for _, path := range proofs {
		proofFile(path, vkey)
	}
	fmt.Printf("%d entries, %d older trees, %d proof files\n", len(found), len(found), len(proofs))
}
