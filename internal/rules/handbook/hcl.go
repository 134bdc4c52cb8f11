package handbook

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// member is one entry of a JSON object, in the order in which it is written.
type member struct {
	name  string
	value any
}

// object is a JSON object that keeps its order, so that a snippet reads as its case does.
type object []member

// decode reads JSON and keeps the order of objects.
func decode(text []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	return next(decoder)
}

func next(decoder *json.Decoder) (any, error) {
	token, err := decoder.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		out := object{}
		for decoder.More() {
			name, err := decoder.Token()
			if err != nil {
				return nil, err
			}
			value, err := next(decoder)
			if err != nil {
				return nil, err
			}
			out = append(out, member{fmt.Sprint(name), value})
		}
		_, err := decoder.Token()
		return out, err
	case json.Delim('['):
		out := []any{}
		for decoder.More() {
			value, err := next(decoder)
			if err != nil {
				return nil, err
			}
			out = append(out, value)
		}
		_, err := decoder.Token()
		return out, err
	}
	return token, nil
}

// lineWidth is how long a value may be on one line.
const lineWidth = 100

// attributes writes an object's members as HCL attributes, aligned as terraform fmt does.
func attributes(out *strings.Builder, o object, indent string) {
	width := 0
	single := func(m member) (string, bool) {
		text := inline(m.value)
		return text, len(indent)+len(key(m.name))+len(text)+3 <= lineWidth
	}
	for i := 0; i < len(o); {
		// Neighbours on one line each are aligned with each other.
		j := i
		for width = 0; j < len(o); j++ {
			if _, fits := single(o[j]); !fits {
				break
			}
			width = max(width, len(key(o[j].name)))
		}
		for ; i < j; i++ {
			text, _ := single(o[i])
			fmt.Fprintf(out, "%s%-*s = %s\n", indent, width, key(o[i].name), text)
		}
		if i < len(o) {
			fmt.Fprintf(out, "%s%s = ", indent, key(o[i].name))
			block(out, o[i].value, indent)
			out.WriteString("\n")
			i++
		}
	}
}

// block writes a value over several lines.
func block(out *strings.Builder, value any, indent string) {
	switch v := value.(type) {
	case object:
		out.WriteString("{\n")
		attributes(out, v, indent+"  ")
		out.WriteString(indent + "}")
	case []any:
		out.WriteString("[\n")
		for _, element := range v {
			out.WriteString(indent + "  ")
			if text := inline(element); len(indent)+len(text)+3 <= lineWidth {
				out.WriteString(text)
			} else {
				block(out, element, indent+"  ")
			}
			out.WriteString(",\n")
		}
		out.WriteString(indent + "]")
	default:
		out.WriteString(inline(v))
	}
}

// inline writes a value on one line.
func inline(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case string:
		return strings.ReplaceAll(strings.ReplaceAll(strconv.Quote(v), "${", "$${"), "%{", "%%{")
	case object:
		parts := make([]string, len(v))
		for i, m := range v {
			parts[i] = key(m.name) + " = " + inline(m.value)
		}
		if len(parts) == 0 {
			return "{}"
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	case []any:
		parts := make([]string, len(v))
		for i, element := range v {
			parts[i] = inline(element)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return fmt.Sprint(value)
}

var bare = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_-]*$`)

// key writes the name of an attribute, in quotes where HCL needs them.
func key(name string) string {
	if bare.MatchString(name) {
		return name
	}
	return strconv.Quote(name)
}
