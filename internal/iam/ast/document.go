package ast

// The two versions of the policy language.
const (
	// Version2008 is the older language, which knows no policy variables. It is also what
	// holds where a document names no version.
	Version2008 = "2008-10-17"
	// Version2012 is the language of today.
	Version2012 = "2012-10-17"
)

// Document is a whole policy.
type Document struct {
	At
	// Version is nil where the document names none.
	Version *String
	// ID is the element Id, nil where there is none. It has no effect.
	ID *String
	// Statements stand in the order written, which has no effect on what they mean.
	Statements []*Statement
}

// Variables reports whether policy variables such as ${aws:username} are variables in this
// document, and not literal text.
func (d *Document) Variables() bool { return d.Version != nil && d.Version.Value == Version2012 }

// Default is the policy an endpoint has when none was given: full access. Like the one AWS
// shows, it names no version.
func Default() *Document {
	everything := func() *Strings { return &Strings{Items: []String{{Value: "*"}}} }
	return &Document{Statements: []*Statement{{
		Effect: Allow, Principal: &Everyone{}, Action: everything(), Resource: everything(),
	}}}
}

// Effect says what a matching statement does.
type Effect uint8

// The effects. The zero Effect is one that is missing or misspelt.
const (
	NoEffect Effect = iota
	Allow
	Deny
)

// String returns the effect as a document writes it; nothing if there is none.
func (e Effect) String() string {
	switch e {
	case Allow:
		return "Allow"
	case Deny:
		return "Deny"
	case NoEffect:
	}
	return ""
}

// Statement is one statement. A usable one has an effect and exactly one of each pair:
// Principal or NotPrincipal, Action or NotAction, Resource or NotResource. What is missing
// is nil.
type Statement struct {
	At
	// Sid is nil where the statement has none. It has no effect.
	Sid *String
	// Effect stands at EffectAt.
	Effect   Effect
	EffectAt At

	Principal    Principals
	NotPrincipal Principals
	Action       *Strings
	NotAction    *Strings
	Resource     *Strings
	NotResource  *Strings

	// Condition is nil where the statement has none.
	Condition *Condition
}

// Who returns the principals and whether they stand in NotPrincipal. With neither element
// the principals are nil.
func (s *Statement) Who() (p Principals, not bool) {
	if s.Principal == nil && s.NotPrincipal != nil {
		return s.NotPrincipal, true
	}
	return s.Principal, false
}

// What returns the actions and whether they stand in NotAction. With neither element the
// list is nil.
func (s *Statement) What() (actions *Strings, not bool) { return either(s.Action, s.NotAction) }

// Which returns the resources and whether they stand in NotResource. With neither element
// the list is nil.
func (s *Statement) Which() (resources *Strings, not bool) { return either(s.Resource, s.NotResource) }

func either(plain, not *Strings) (*Strings, bool) {
	if plain == nil && not != nil {
		return not, true
	}
	return plain, false
}

// Strings is a list of texts. A single text is a list of one, as the language has it.
type Strings struct {
	At
	Items []String
}

// Texts returns the texts without their places.
func (s *Strings) Texts() []string {
	texts := make([]string, len(s.Items))
	for i, item := range s.Items {
		texts[i] = item.Value
	}
	return texts
}
