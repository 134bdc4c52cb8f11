package parse

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

// documentReader makes a policy of JSON values.
type documentReader struct {
	*problems
	// lost says that parts of the document may be missing because its brackets do not pair,
	// so that nothing can be said about what is not there.
	lost bool
	// sids holds the first place of each Sid.
	sids map[string]ast.At
}

var documentElements = []string{"Version", "Id", "Statement"}

func (d *documentReader) document(root *object) *ast.Document {
	document := &ast.Document{At: root.At}
	d.sids = map[string]ast.At{}
	near := d.elements(root, documentElements, "a policy", func(m member) {
		switch m.key {
		case "Version":
			document.Version = d.text(m, "A version is a text.")
		case "Id":
			document.ID = d.text(m, "An Id is a text.")
		case "Statement":
			document.Statements = d.statements(m)
		}
	})
	d.version(root, document.Version, near)
	if !root.has("Statement") && !near["Statement"] && !d.lost {
		d.refuse(StatementMissing, root.At, "The policy has no Statement, so it allows nothing.")
	}
	return document
}

// elements hands each member with a known key to a function and complains about the others.
// It returns the elements that are likely to be meant by an unknown key, which are then not
// called missing as well.
func (d *documentReader) elements(o *object, known []string, owner string, read func(member)) (near map[string]bool) {
	near = map[string]bool{}
	for _, m := range o.members {
		if slices.Contains(known, m.key) {
			read(m)
			continue
		}
		if meant := nearest(m.key, known); meant != "" {
			near[meant] = true
			d.refuse(UnknownElement, m.At, "%s is not an element of %s; write %s, in these very letters.", quote(m.key), owner, meant)
			continue
		}
		d.refuse(UnknownElement, m.At, "%s is not an element of %s; its elements are %s.", quote(m.key), owner, strings.Join(known, ", "))
	}
	return near
}

func (d *documentReader) version(root *object, v *ast.String, near map[string]bool) {
	switch {
	case v == nil:
		if !root.has("Version") && !near["Version"] && !d.lost {
			d.note(VersionMissing, root.At, "The policy names no Version, so it is read as %s, in which policy variables are plain text.", ast.Version2008)
		}
	case v.Value == ast.Version2008:
		d.note(VersionOld, v.At, "Version %s is the older language, in which policy variables are plain text.", ast.Version2008)
	case v.Value != ast.Version2012:
		d.refuse(VersionInvalid, v.At, "There is no version %s; write %q. It names the language, not the day the policy was written.", quote(v.Value), ast.Version2012)
	}
}

func (d *documentReader) statements(m member) []*ast.Statement {
	switch v := m.value.(type) {
	case *object:
		return []*ast.Statement{d.statement(v)}
	case *array:
		if len(v.items) == 0 && !d.lost {
			d.refuse(StatementMissing, v.At, "The list of statements is empty, so the policy allows nothing.")
		}
		var all []*ast.Statement
		for _, item := range v.items {
			if o, ok := item.(*object); ok {
				all = append(all, d.statement(o))
				continue
			}
			d.wrong(item, "A statement is an object.")
		}
		return all
	case *text, *number, *boolean, *null, *broken:
		d.wrong(v, "Statement is an object or a list of objects.")
	}
	return nil
}

// text reads a member that must be a text.
func (d *documentReader) text(m member, expected string) *ast.String {
	if t, ok := m.value.(*text); ok {
		return &ast.String{At: t.At, Value: t.value}
	}
	d.wrong(m.value, expected)
	return nil
}

// wrong says that a value has the wrong type, unless it could not even be read.
func (d *documentReader) wrong(n node, expected string) {
	if _, unreadable := n.(*broken); !unreadable {
		d.refuse(WrongType, n.Where(), "%s Found %s.", expected, n.what())
	}
}

// has reports whether the object has the key.
func (o *object) has(key string) bool { return o.at(key) != nil }

// at returns the member with the key; nil if there is none.
func (o *object) at(key string) *member {
	for i := range o.members {
		if o.members[i].key == key {
			return &o.members[i]
		}
	}
	return nil
}

// nearest returns the element that is written most like a key: in other letters, in the
// plural, as Terraform writes it, or with one slip. Nothing if none is.
func nearest(key string, known []string) string {
	if len(key) > 2*longestQuote {
		return ""
	}
	plain := strings.ToLower(strings.NewReplacer("_", "", "-", "", " ", "").Replace(key))
	for _, name := range known {
		if lower := strings.ToLower(name); plain == lower || plain == lower+"s" {
			return name
		}
	}
	for _, name := range known {
		if oneSlip(plain, strings.ToLower(name)) {
			return name
		}
	}
	return ""
}

// oneSlip reports whether one letter added, left out, changed or swapped with the next
// makes one text of the other.
func oneSlip(a, b string) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a) <= 1 && len(b) <= 1 || len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}

// at names a place for a reader.
func at(a ast.At) string { return fmt.Sprintf("line %d, column %d", a.Line, a.Column) }
