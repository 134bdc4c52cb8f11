package catalog

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// strict decodes JSON and refuses fields that the type does not have.
func strict(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	return d.Decode(into)
}

// patched decodes a patch over a copy of an entry. Decoding writes into the slices, maps and
// pointers that are there, and those belong to the catalogue below: the copy must be deep.
func patched[T any](old T, patch json.RawMessage) (T, error) {
	var next T
	text, err := json.Marshal(old)
	if err != nil {
		return next, err
	}
	if err := json.Unmarshal(text, &next); err != nil {
		return next, err
	}
	return next, strict(patch, &next)
}

// DecodeProblem says in the user's words why JSON does not fit, and where below path.
func DecodeProblem(err error, path ...string) Problem {
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		for step := range strings.SplitSeq(wrong.Field, ".") {
			if step != "" {
				path = append(path, step)
			}
		}
		found, _, _ := strings.Cut(wrong.Value, " ")
		return Problem{Path: path, Text: fmt.Sprintf("expected %s, found %s", kindWord(wrong.Type), kindWords[found])}
	}
	if _, name, ok := strings.Cut(err.Error(), "json: unknown field "); ok {
		name = strings.Trim(name, `"`)
		return Problem{Path: append(path, name), Text: fmt.Sprintf("%q is not known here", name)}
	}
	return Problem{Path: path, Text: err.Error()}
}

// kindWords are JSON's kinds of values as encoding/json calls them, in the user's words.
var kindWords = map[string]string{
	"string": "a string", "number": "a number", "bool": "true or false", "object": "an object", "array": "a list",
}

// kindWord says what kind of value a Go type takes.
func kindWord(t reflect.Type) string {
	words := map[reflect.Kind]string{
		reflect.String: "a string", reflect.Bool: "true or false", reflect.Slice: "a list", reflect.Int: "a whole number",
	}
	return cmp.Or(words[t.Kind()], "an object")
}
