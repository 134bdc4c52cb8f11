package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

// file is one member of the archive.
type file struct {
	name string
	text []byte
}

// add appends a member with one JSON line for each fact.
func add[T any](files []file, name string, lines []T) ([]file, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	for _, line := range lines {
		if err := encoder.Encode(line); err != nil {
			return nil, err
		}
	}
	return append(files, file{name + ".jsonl", b.Bytes()}), nil
}

// archive packs the members without times, so that the same facts give the same bytes.
func archive(files []file) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(out, flate.BestCompression)
	})
	for _, f := range files {
		member, err := w.Create(f.name)
		if err != nil {
			return nil, err
		}
		if _, err := member.Write(f.text); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// compare holds an archive against what it should contain. It compares the contents:
// another release of Go may compress the same text differently.
func compare(path string, want []file) error {
	r, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	defer r.Close()
	stale := fmt.Errorf("%s is not what the package gives; run make vocabulary", path)
	if len(r.File) != len(want) {
		return stale
	}
	for i, member := range r.File {
		have, err := unpack(member)
		if err != nil {
			return err
		}
		if member.Name != want[i].name || !bytes.Equal(have, want[i].text) {
			return stale
		}
	}
	return nil
}

func unpack(member *zip.File) ([]byte, error) {
	r, err := member.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// readJSON decodes a whole file.
func readJSON[T any](path string) (T, error) {
	var v T
	text, err := os.ReadFile(path) //nolint:gosec // the maintainer names the folder
	if err != nil {
		return v, err
	}
	return v, json.Unmarshal(text, &v)
}
