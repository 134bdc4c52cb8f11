// Package corpus holds the cases that every part of the policy language is tested with:
// policies, requests and what must come of them, each with the reason and the rules it
// stands for. They are data in testdata, one file for each part of the semantics.
//
//	cases, err := corpus.Load()
//	result, err := eval.Evaluate(cases[0].Document, cases[0].Requests[0].Request, match.Semantics{})
//	result.Decision == cases[0].Requests[0].Expected
//
// Only tests import it.
package corpus

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
)

//go:embed testdata/*.json
var files embed.FS

// Case is one policy and what must come of it.
type Case struct {
	// File is the file the case stands in; name and file together are unique.
	File string
	Name string
	Why  string
	// Source holds the ids of the rules the case stands for.
	Source []string
	// Text is the policy as written.
	Text string
	// Document is the policy, nil if the text has problems that make it unusable.
	Document *ast.Document
	// Problems are the codes of what the parser finds, in the order of the text.
	Problems []parse.Code
	Requests []Request
}

// Request is a request and what a policy makes of it.
type Request struct {
	eval.Request
	Why string
	// Semantics is the reading under which the expectation holds.
	Semantics match.Semantics
	Expected  eval.Decision
}

// written is a case as it stands in its file.
type written struct {
	Name     string          `json:"name"`
	Why      string          `json:"why"`
	Source   []string        `json:"source"`
	Policy   json.RawMessage `json:"policy"`
	Text     *string         `json:"text"`
	Problems []parse.Code    `json:"problems"`
	Requests []struct {
		Request   map[string]any `json:"request"`
		Why       string         `json:"why"`
		Semantics []string       `json:"semantics"`
		Expected  eval.Decision  `json:"expected"`
	} `json:"requests"`
}

// Load reads all cases, in the order of files and of cases in them.
func Load() ([]Case, error) {
	names, err := fs.Glob(files, "testdata/*.json")
	if err != nil {
		return nil, err
	}
	var all []Case
	for _, name := range names {
		cases, err := load(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, cases...)
	}
	return all, nil
}

func load(name string) ([]Case, error) {
	content, err := files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var list []written
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	decoder.UseNumber()
	if err := decoder.Decode(&list); err != nil {
		return nil, err
	}
	var cases []Case
	for _, w := range list {
		c, err := w.read()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", w.Name, err)
		}
		c.File = name
		cases = append(cases, c)
	}
	return cases, nil
}

func (w written) read() (Case, error) {
	c := Case{Name: w.Name, Why: w.Why, Source: w.Source, Text: string(w.Policy), Problems: w.Problems}
	if w.Text != nil {
		c.Text = *w.Text
	}
	c.Document = parse.Parse(c.Text).Document
	for _, r := range w.Requests {
		request, errs := eval.ReadRequest(r.Request)
		if len(errs) > 0 {
			return Case{}, errs[0]
		}
		semantics, err := semanticsOf(r.Semantics)
		if err != nil {
			return Case{}, err
		}
		c.Requests = append(c.Requests, Request{request, r.Why, semantics, r.Expected})
	}
	return c, nil
}

// semanticsOf flips the named switches.
func semanticsOf(names []string) (match.Semantics, error) {
	var semantics match.Semantics
	for _, name := range names {
		found := false
		for _, s := range match.Switches() {
			if s.Name == name {
				semantics, found = s.Flip(semantics), true
			}
		}
		if !found {
			return semantics, fmt.Errorf("there is no switch %q", name)
		}
	}
	return semantics, nil
}
