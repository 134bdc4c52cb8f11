// Command facts writes the catalogue's data files from a folder of collected facts.
//
//	go run ./cmd/facts -from ../facts -to ../internal/catalog/data
//
// It changes the shape, never the substance: what the input leaves unknown stays null,
// every entry keeps its source ids, and the output is sorted with one line a fact, so
// that a refresh reads as a small diff. What the input says only in prose but a rule
// needs as a field is set in amend.go, each with its source.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	from := flag.String("from", "", "folder with services.json, regions.json, aliases.json, service_regions.json and sources.md")
	to := flag.String("to", "../internal/catalog/data", "folder of the catalogue's data files")
	check := flag.Bool("check", false, "write nothing; fail if a data file would change")
	flag.Parse()
	if err := run(*from, *to, *check); err != nil {
		fmt.Fprintln(os.Stderr, "facts:", err)
		os.Exit(1)
	}
}

func run(from, to string, check bool) error {
	sources, asOf, err := readSources(filepath.Join(from, "sources.md"))
	if err != nil {
		return err
	}
	files := map[string]func(string) ([]any, map[string]any, error){
		"services.json":        services,
		"regions.json":         regions,
		"aliases.json":         aliases,
		"workloads.json":       workloads,
		"service_regions.json": serviceRegions,
		"sources.json": func(string) ([]any, map[string]any, error) {
			return nil, sources, nil
		},
	}
	for _, name := range sortedKeys(files) {
		list, table, err := files[name](from)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		text, err := render(asOf, list, table)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := put(filepath.Join(to, name), text, check); err != nil {
			return err
		}
	}
	return nil
}

// put writes a file, or with check compares it.
func put(path string, text []byte, check bool) error {
	if !check {
		return os.WriteFile(path, text, 0o644) //nolint:gosec // data files are public
	}
	have, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if !bytes.Equal(have, text) {
		return fmt.Errorf("%s is not what the facts give; run make facts", path)
	}
	return nil
}

// render prints a dated file with one line for each entry of the list or table.
func render(asOf string, list []any, table map[string]any) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n\"as_of\": %q,\n", asOf)
	if table != nil {
		b.WriteString("\"entries\": {\n")
		for i, key := range sortedKeys(table) {
			name, err := encode(key)
			if err != nil {
				return nil, err
			}
			if err := line(&b, name+": ", table[key], i == len(table)-1); err != nil {
				return nil, err
			}
		}
		b.WriteString("}\n}\n")
		return b.Bytes(), nil
	}
	b.WriteString("\"entries\": [\n")
	for i, entry := range list {
		if err := line(&b, "", entry, i == len(list)-1); err != nil {
			return nil, err
		}
	}
	b.WriteString("]\n}\n")
	return b.Bytes(), nil
}

func line(b *bytes.Buffer, prefix string, v any, last bool) error {
	text, err := encode(v)
	if err != nil {
		return err
	}
	b.WriteString(prefix)
	b.WriteString(text)
	if !last {
		b.WriteString(",")
	}
	b.WriteString("\n")
	return nil
}

// encode prints JSON in one line without escaping <, > and &, an object's own name first.
func encode(v any) (string, error) {
	for _, id := range []string{"key", "code"} {
		if e, ok := v.(entry); ok && e[id] != nil && len(e) > 1 {
			rest := maps.Clone(e)
			delete(rest, id)
			head, err := encode(entry{id: e[id]})
			if err != nil {
				return "", err
			}
			tail, err := encode(rest)
			return strings.TrimSuffix(head, "}") + "," + strings.TrimPrefix(tail, "{"), err
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return strings.TrimSuffix(b.String(), "\n"), err
}

func readJSON[T any](dir, name string) (T, error) {
	var v T
	text, err := os.ReadFile(filepath.Join(dir, name)) //nolint:gosec // the maintainer names the folder
	if err != nil {
		return v, err
	}
	return v, json.Unmarshal(text, &v)
}

// readSources takes every table row of the form | `id` | what | … | from the page about sources.
func readSources(path string) (sources map[string]any, asOf string, err error) {
	text, err := os.ReadFile(path) //nolint:gosec // the maintainer names the folder
	if err != nil {
		return nil, "", err
	}
	sources = map[string]any{}
	for row := range strings.Lines(string(text)) {
		if date, ok := strings.CutPrefix(row, "State of "); ok {
			asOf = date[:len("2006-01-02")]
		}
		cells := strings.Split(strings.Trim(strings.TrimSpace(row), "|"), "|")
		id := strings.TrimSpace(cells[0])
		if len(cells) < 3 || !strings.HasPrefix(id, "`") {
			continue
		}
		if id == "`judgement`" {
			cells[1] = "Judgement of this project's authors, from no source"
		}
		sources[strings.Trim(id, "`")] = map[string]string{
			"title":   strings.TrimSpace(cells[1]),
			"address": strings.TrimSpace(cells[2]),
		}
	}
	// Absence from a closed list is evidence of its own kind.
	if list, ok := sources["aws-xregion"].(map[string]string); ok {
		sources["aws-xregion-absent"] = map[string]string{
			"title":   "Absence from the closed list of services for cross-Region access",
			"address": list["address"],
		}
	}
	if asOf == "" || len(sources) == 0 {
		return nil, "", errors.New("sources.md: no date or no table of sources")
	}
	return sources, asOf, nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
