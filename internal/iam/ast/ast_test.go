package ast

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestPath(t *testing.T) {
	t.Parallel()
	var root *Path
	for want, path := range map[string]*Path{
		"":                       root,
		"Statement":              root.Key("Statement"),
		"Statement[1].Principal": root.Key("Statement").Index(1).Key("Principal"),
		`Statement[1].Condition.StringEquals["aws:PrincipalOrgID"][0]`: root.Key("Statement").Index(1).Key("Condition").
			Key("StringEquals").Key("aws:PrincipalOrgID").Index(0),
		`[""]["\n"]`: root.Key("").Key("\n"),
		`["` + strings.Repeat("a", 128) + `…"]`: root.Key(strings.Repeat("a", 200)),
	} {
		if got := path.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestAt(t *testing.T) {
	t.Parallel()
	for want, at := range map[string]At{
		"":                                {},
		"line 2, column 3":                {Line: 2, Column: 3},
		"Statement":                       {Path: (*Path)(nil).Key("Statement")},
		"line 2, column 3 (Statement[0])": {Line: 2, Column: 3, Path: (*Path)(nil).Key("Statement").Index(0)},
	} {
		if got := at.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if at.Where() != at {
			t.Error("a place is not where it is")
		}
	}
}

// Each name of the documentation is one operator, and is written as it was read.
func TestOperators(t *testing.T) {
	t.Parallel()
	if n := len(Bases()); n != 27 {
		t.Errorf("there are %d operators, want 27", n)
	}
	for _, b := range Bases() {
		for _, set := range []Set{NoSet, ForAllValues, ForAnyValue} {
			for _, exists := range []bool{false, true} {
				want := Operator{set, b, exists}
				if got, ok := ParseOperator(want.String()); !ok || got != want {
					t.Errorf("%s is read as %+v, %v", want, got, ok)
				}
			}
		}
		if b.Family() == 0 {
			t.Errorf("%s has no family", b)
		}
		if b.Negated() != strings.Contains(b.String(), "Not") {
			t.Errorf("%s: negated is %v", b, b.Negated())
		}
		if want := strings.Replace(b.String(), "Not", "", 1); b.Positive().String() != want {
			t.Errorf("%s negates %s", b, b.Positive())
		}
		if want := strings.Contains(b.String(), "Like") || strings.HasPrefix(b.String(), "Arn"); b.Wildcards() != want {
			t.Errorf("%s: wildcards is %v", b, b.Wildcards())
		}
		if want := strings.HasPrefix(b.String(), "String") || strings.HasPrefix(b.String(), "Arn") || b.String() == "Bool"; b.Variables() != want {
			t.Errorf("%s: variables is %v", b, b.Variables())
		}
		if want := strings.HasSuffix(b.String(), "IgnoreCase") || b.String() == "Bool"; b.IgnoresCase() != want {
			t.Errorf("%s: ignores case is %v", b, b.IgnoresCase())
		}
	}
	for _, name := range []string{
		"", "stringEquals", "StringEqual", "IfExists", "ForAllValues:", "ForAllValues: StringEquals", "forAllValues:StringEquals",
		"ForAnyValue:ForAllValues:StringEquals", "StringEqualsIfExistsIfExists", "StringEqualsIgnorecase", "IPAddress",
	} {
		if got, ok := ParseOperator(name); ok {
			t.Errorf("%q is read as %v", name, got)
		}
	}
	if Base(0).String() != "" || Base(0).Family() != 0 {
		t.Error("no operator has traits")
	}
}

// full returns a document with every kind of node.
func full() *Document {
	text := func(s string) *String { return &String{Value: s} }
	list := func(s ...string) *Strings {
		var l Strings
		for _, v := range s {
			l.Items = append(l.Items, String{Value: v})
		}
		return &l
	}
	return &Document{
		Version: text(Version2012), ID: text("id"),
		Statements: []*Statement{
			{
				Sid: text("a"), Effect: Allow, Principal: &PrincipalMap{Groups: []PrincipalGroup{{Kind: AWS, Names: *list("x", "y")}}},
				Action: list("s3:*"), NotResource: list("*"),
				Condition: &Condition{Blocks: []Block{{Name: "Bool", Tests: []Test{{Key: "k", Values: []Value{String{Value: "v"}, Number{Literal: "1"}, Bool{Value: true}}}}}}},
			},
			{Effect: Deny, NotPrincipal: &Everyone{}, NotAction: list(), Resource: list("*")},
		},
	}
}

func TestEqual(t *testing.T) {
	t.Parallel()
	places := full()
	places.At.Line, places.Statements[0].Action.Items[0].Line = 3, 7
	if !Equal(full(), places) || !Equal(nil, nil) {
		t.Error("places make a difference")
	}
	if Equal(full(), nil) || Equal(nil, full()) {
		t.Error("a document is nothing")
	}
	for name, change := range map[string]func(*Document){
		"version":              func(d *Document) { d.Version.Value = Version2008 },
		"no version":           func(d *Document) { d.Version = nil },
		"id":                   func(d *Document) { d.ID.Value = "x" },
		"a statement less":     func(d *Document) { d.Statements = d.Statements[:1] },
		"sid":                  func(d *Document) { d.Statements[0].Sid = nil },
		"effect":               func(d *Document) { d.Statements[0].Effect = Deny },
		"principal kind":       func(d *Document) { d.Statements[0].Principal.(*PrincipalMap).Groups[0].Kind = Service },
		"principal name":       func(d *Document) { d.Statements[0].Principal.(*PrincipalMap).Groups[0].Names.Items[0].Value = "z" },
		"everyone":             func(d *Document) { d.Statements[0].Principal = &Everyone{} },
		"no principal":         func(d *Document) { d.Statements[0].Principal = nil },
		"not everyone":         func(d *Document) { d.Statements[1].NotPrincipal = &PrincipalMap{} },
		"action":               func(d *Document) { d.Statements[0].Action.Items[0].Value = "s3:Get*" },
		"action negated":       func(d *Document) { s := d.Statements[0]; s.Action, s.NotAction = nil, s.Action },
		"resource":             func(d *Document) { d.Statements[1].Resource = nil },
		"no condition":         func(d *Document) { d.Statements[0].Condition = nil },
		"operator":             func(d *Document) { d.Statements[0].Condition.Blocks[0].Name = "Null" },
		"key":                  func(d *Document) { d.Statements[0].Condition.Blocks[0].Tests[0].Key = "K" },
		"text":                 func(d *Document) { d.Statements[0].Condition.Blocks[0].Tests[0].Values[0] = String{Value: "w"} },
		"number":               func(d *Document) { d.Statements[0].Condition.Blocks[0].Tests[0].Values[1] = Number{Literal: "1.0"} },
		"text, not number":     func(d *Document) { d.Statements[0].Condition.Blocks[0].Tests[0].Values[1] = String{Value: "1"} },
		"Boolean":              func(d *Document) { d.Statements[0].Condition.Blocks[0].Tests[0].Values[2] = Bool{} },
		"number, not a text":   func(d *Document) { d.Statements[0].Condition.Blocks[0].Tests[0].Values[0] = Number{Literal: "v"} },
		"nothing, not a text":  func(d *Document) { d.Statements[0].Condition.Blocks[0].Tests[0].Values[0] = nil },
		"nothing on both ends": func(d *Document) { d.Statements[0].NotPrincipal = &PrincipalMap{} },
	} {
		changed := full()
		change(changed)
		if Equal(full(), changed) || Equal(changed, full()) {
			t.Errorf("%s makes no difference", name)
		}
		if cmp.Equal(full(), changed, cmpopts.IgnoreTypes(At{})) {
			t.Errorf("%s: the test does not change anything", name)
		}
		if !Equal(changed, changed) && name != "nothing, not a text" {
			t.Errorf("%s: a document differs from itself", name)
		}
	}
}

func TestAccessors(t *testing.T) {
	t.Parallel()
	d := full()
	a, b := d.Statements[0], d.Statements[1]
	if p, not := a.Who(); p != a.Principal || not {
		t.Error("Principal is not found")
	}
	if p, not := b.Who(); p != b.NotPrincipal || !not {
		t.Error("NotPrincipal is not found")
	}
	if l, not := a.What(); l != a.Action || not {
		t.Error("Action is not found")
	}
	if l, not := b.What(); l != b.NotAction || !not {
		t.Error("NotAction is not found")
	}
	if l, not := a.Which(); l != a.NotResource || !not {
		t.Error("NotResource is not found")
	}
	if p, not := (&Statement{}).Who(); p != nil || not {
		t.Error("a principal is found in nothing")
	}
	if !d.Variables() || (&Document{}).Variables() || (&Document{Version: &String{Value: Version2008}}).Variables() {
		t.Error("variables are known in the wrong versions")
	}
	if diff := cmp.Diff([]string{"v", "1", "true"}, a.Condition.Blocks[0].Tests[0].Texts()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"s3:*"}, a.Action.Texts()); diff != "" {
		t.Error(diff)
	}
	if o, ok := a.Condition.Blocks[0].Operator(); !ok || o.Base != BoolEquals {
		t.Errorf("got %v", o)
	}
	for _, k := range []PrincipalKind{AWS, Service, Federated, CanonicalUser} {
		if !k.Known() {
			t.Errorf("%s is not known", k)
		}
	}
	if PrincipalKind("aws").Known() {
		t.Error("aws is known")
	}
	if Allow.String() != "Allow" || Deny.String() != "Deny" || NoEffect.String() != "" {
		t.Error("effects are misspelt")
	}
}

func TestDefault(t *testing.T) {
	t.Parallel()
	a, b := Default(), Default()
	a.Statements[0].Action.Items[0].Value = "none"
	if b.Statements[0].Action.Items[0].Value != "*" || b.Statements[0].Resource.Items[0].Value != "*" || b.Version != nil {
		t.Error("the default policy is not full access, or is shared")
	}
}
