package overlay

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tailscale/hujson"
)

// document is a parsed file that knows where each value stands.
type document struct {
	name string
	text []byte
	root hujson.Value
}

// parse reads standard JSON and refuses a key that stands twice in one object, of which
// the second would silently win.
func parse(f File) (*document, *Problem) {
	root, err := hujson.Parse(f.Text)
	if err != nil {
		p := Problem{File: f.Name, Line: 1, Column: 1, Text: "this is not JSON: " + err.Error()}
		text := strings.TrimPrefix(err.Error(), "hujson: ")
		if n, _ := fmt.Sscanf(text, "line %d, column %d:", &p.Line, &p.Column); n == 2 {
			_, text, _ = strings.Cut(text, ": ")
			p.Text = "this is not JSON: " + text
		}
		return nil, &p
	}
	d := &document{name: f.Name, text: f.Text, root: root}
	if !root.IsStandard() {
		p := d.problem("comments and trailing commas are not standard JSON")
		if syntax, ok := errors.AsType[*json.SyntaxError](json.Unmarshal(f.Text, new(any))); ok {
			p.Line, p.Column = d.position(int(syntax.Offset) - 1)
		}
		return nil, &p
	}
	if path, ok := twice(&root, nil); ok {
		p := d.problem("this key stands there twice", path...)
		return nil, &p
	}
	return d, nil
}

// twice finds the first repeated key.
func twice(v *hujson.Value, path []string) ([]string, bool) {
	switch value := v.Value.(type) {
	case *hujson.Object:
		seen := map[string]bool{}
		for i := range value.Members {
			name := memberName(value.Members[i])
			here := append(slices.Clip(path), name)
			if seen[name] {
				return here, true
			}
			seen[name] = true
			if found, ok := twice(&value.Members[i].Value, here); ok {
				return found, true
			}
		}
	case *hujson.Array:
		for i := range value.Elements {
			if found, ok := twice(&value.Elements[i], append(slices.Clip(path), fmt.Sprint(i))); ok {
				return found, true
			}
		}
	}
	return nil, false
}

func memberName(m hujson.ObjectMember) string {
	name, _ := m.Name.Value.(hujson.Literal)
	return name.String()
}

// problem places a text at the value to which the path leads, or as near as it exists.
func (d *document) problem(text string, path ...string) Problem {
	value := &d.root
	for _, step := range path {
		var pointer strings.Builder
		pointer.WriteString("/")
		pointer.WriteString(strings.NewReplacer("~", "~0", "/", "~1").Replace(step))
		next := value.Find(pointer.String())
		if next == nil {
			break
		}
		value = next
	}
	line, column := d.position(value.StartOffset)
	return Problem{File: d.name, Line: line, Column: column, Key: strings.Join(path, "."), Text: text}
}

// position turns an offset into line and column, which count from one.
func (d *document) position(offset int) (line, column int) {
	before := string(d.text[:min(max(offset, 0), len(d.text))])
	return 1 + strings.Count(before, "\n"), len(before) - strings.LastIndex(before, "\n")
}

func byPosition(a, b Problem) int {
	return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
		strings.Compare(a.Key, b.Key), strings.Compare(a.Text, b.Text))
}
