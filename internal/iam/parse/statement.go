package parse

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

var statementElements = []string{
	"Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
}

func (d *documentReader) statement(o *object) *ast.Statement {
	s := &ast.Statement{At: o.At}
	near := d.elements(o, statementElements, "a statement", func(m member) {
		switch m.key {
		case "Sid":
			d.sid(s, m)
		case "Effect":
			d.effect(s, m)
		case "Principal":
			s.Principal = d.principals(m)
		case "NotPrincipal":
			s.NotPrincipal = d.principals(m)
		case "Action":
			s.Action = d.list(m, "an action")
		case "NotAction":
			s.NotAction = d.list(m, "an action")
		case "Resource":
			s.Resource = d.list(m, "a resource")
		case "NotResource":
			s.NotResource = d.list(m, "a resource")
		case "Condition":
			s.Condition = d.condition(m)
		}
	})
	if !o.has("Effect") && !near["Effect"] && !d.lost {
		d.refuse(EffectInvalid, o.At, "The statement has no Effect; write \"Allow\" or \"Deny\".")
	}
	d.pair(o, near, PrincipalMissing, "Principal", "NotPrincipal")
	d.pair(o, near, ActionMissing, "Action", "NotAction")
	d.pair(o, near, ResourceMissing, "Resource", "NotResource")
	return s
}

// pair says what is wrong if a statement has neither an element nor its Not form, or both.
func (d *documentReader) pair(o *object, near map[string]bool, missing Code, plain, not string) {
	first, second := o.at(plain), o.at(not)
	switch {
	case first != nil && second != nil:
		if first.Offset > second.Offset {
			first, second = second, first
		}
		d.refuse(BothElements, second.At, "The statement has %s already, at %s; it takes one of %s and %s.", first.key, at(first.At), plain, not)
	case first == nil && second == nil && !near[plain] && !near[not] && !d.lost:
		d.refuse(missing, o.At, "The statement has neither %s nor %s; in an endpoint policy it must have one.", plain, not)
	}
}

func (d *documentReader) sid(s *ast.Statement, m member) {
	if s.Sid = d.text(m, "A Sid is a text."); s.Sid == nil {
		return
	}
	switch sid := s.Sid.Value; {
	case sid == "":
		d.note(SidInvalid, s.Sid.At, "The Sid is empty; leave it out.")
		return
	case strings.ContainsFunc(sid, notInSid):
		d.note(SidInvalid, s.Sid.At, "The Sid %s has characters other than letters A to Z and digits.", quote(sid))
	}
	if first, twice := d.sids[s.Sid.Value]; twice {
		d.note(SidDuplicate, s.Sid.At, "Another statement has the Sid %s already, at %s.", quote(s.Sid.Value), at(first))
		return
	}
	d.sids[s.Sid.Value] = s.Sid.At
}

func notInSid(r rune) bool {
	return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9')
}

func (d *documentReader) effect(s *ast.Statement, m member) {
	t := d.text(m, "An effect is \"Allow\" or \"Deny\".")
	if t == nil {
		return
	}
	s.EffectAt = t.At
	for _, e := range []ast.Effect{ast.Allow, ast.Deny} {
		switch {
		case t.Value == e.String():
			s.Effect = e
			return
		case strings.EqualFold(strings.TrimSpace(t.Value), e.String()):
			d.refuse(EffectInvalid, t.At, "The effect %s is written %q, in these very letters.", quote(t.Value), e)
			return
		}
	}
	d.refuse(EffectInvalid, t.At, "%s is not an effect; write \"Allow\" or \"Deny\".", quote(t.Value))
}

// list reads a text or a list of texts.
func (d *documentReader) list(m member, what string) *ast.Strings {
	list := &ast.Strings{At: m.value.Where()}
	expected := strings.ToUpper(what[:1]) + what[1:] + " is a text."
	switch v := m.value.(type) {
	case *text:
		list.Items = []ast.String{{At: v.At, Value: v.value}}
	case *array:
		for _, item := range v.items {
			if t, ok := item.(*text); ok {
				list.Items = append(list.Items, ast.String{At: t.At, Value: t.value})
				continue
			}
			d.wrong(item, expected)
		}
		if len(v.items) == 0 {
			d.note(EmptyList, v.At, "The list of %s is empty.", m.key)
		}
	case *object, *number, *boolean, *null, *broken:
		d.wrong(v, m.key+" is a text or a list of texts.")
	}
	return list
}

func (d *documentReader) principals(m member) ast.Principals {
	const expected = `is "*" or an object such as {"AWS": "arn:aws:iam::111122223333:root"}.`
	switch v := m.value.(type) {
	case *text:
		if v.value == "*" {
			return &ast.Everyone{At: v.At}
		}
		d.refuse(WrongType, v.At, "%s %s Found %s.", m.key, expected, quote(v.value))
	case *object:
		p := &ast.PrincipalMap{At: v.At}
		for _, kind := range v.members {
			names := d.list(kind, "a principal")
			p.Groups = append(p.Groups, ast.PrincipalGroup{At: kind.At, Kind: ast.PrincipalKind(kind.key), Names: *names})
		}
		if len(v.members) == 0 {
			d.note(EmptyList, v.At, "%s names nobody.", m.key)
		}
		return p
	case *array, *number, *boolean, *null, *broken:
		d.wrong(v, m.key+" "+expected)
	}
	return nil
}
