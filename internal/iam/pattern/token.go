package pattern

import "strings"

// Token is one part of a pattern: [Literal], [AnyRun], [AnyOne] or [Variable].
//
//sumtype:decl
type Token interface{ token() }

// Literal is text that stands for itself.
type Literal string

// AnyRun is the wildcard *, any run of characters, also none.
type AnyRun struct{}

// AnyOne is the wildcard ?, any one character.
type AnyOne struct{}

// Variable is a policy variable such as ${aws:username} or ${aws:username, 'nobody'}.
type Variable struct {
	// Key is the condition key whose value stands here, as written. Keys have no case.
	Key string
	// Default is used where the request has no such key, if HasDefault says so.
	Default    string
	HasDefault bool
	// Offset is the byte at which the variable begins in the text it was read from.
	Offset int
}

func (Literal) token()  {}
func (AnyRun) token()   {}
func (AnyOne) token()   {}
func (Variable) token() {}

// Pattern is a sequence of tokens. No two literals and no two runs stand side by side, and
// no literal is empty. The empty Pattern matches the empty text only.
type Pattern []Token

// Exactly returns the pattern that matches one text.
func Exactly(text string) Pattern {
	var b builder
	b.literal(text)
	return b.done()
}

// builder puts tokens together in the normal form of a [Pattern].
type builder struct {
	tokens Pattern
	// text is the literal at the end, which may still grow.
	text strings.Builder
}

func (b *builder) literal(text string) { b.text.WriteString(text) }

func (b *builder) add(t Token) {
	switch t := t.(type) {
	case Literal:
		b.literal(string(t))
		return
	case AnyRun:
		if b.text.Len() == 0 && b.tokens.EndsOpen() {
			return
		}
	case AnyOne, Variable:
	}
	b.flush()
	b.tokens = append(b.tokens, t)
}

func (b *builder) flush() {
	if b.text.Len() > 0 {
		b.tokens = append(b.tokens, Literal(b.text.String()))
		b.text.Reset()
	}
}

func (b *builder) done() Pattern {
	b.flush()
	return b.tokens
}

// String writes the pattern as a policy of version 2012-10-17 would. Characters that would
// be read as something else are escaped.
func (p Pattern) String() string {
	var b strings.Builder
	for _, t := range p {
		switch t := t.(type) {
		case Literal:
			b.WriteString(escape(string(t)))
		case AnyRun:
			b.WriteByte('*')
		case AnyOne:
			b.WriteByte('?')
		case Variable:
			b.WriteString("${" + t.Key)
			if t.HasDefault {
				b.WriteString(", '" + t.Default + "'")
			}
			b.WriteByte('}')
		}
	}
	return b.String()
}

func escape(text string) string {
	return strings.NewReplacer("*", "${*}", "?", "${?}", "${", "${$}{").Replace(text)
}

// Wild reports whether the pattern has a wildcard.
func (p Pattern) Wild() bool {
	for _, t := range p {
		switch t.(type) {
		case AnyRun, AnyOne:
			return true
		case Literal, Variable:
		}
	}
	return false
}

// Everything reports whether the pattern is the lone *.
func (p Pattern) Everything() bool {
	if len(p) != 1 {
		return false
	}
	_, run := p[0].(AnyRun)
	return run
}

// EndsOpen reports whether the pattern ends in *.
func (p Pattern) EndsOpen() bool {
	if len(p) == 0 {
		return false
	}
	_, run := p[len(p)-1].(AnyRun)
	return run
}

// Text returns the one text the pattern matches; false if it has wildcards or variables.
func (p Pattern) Text() (string, bool) {
	if len(p) == 0 {
		return "", true
	}
	text, literal := p[0].(Literal)
	return string(text), literal && len(p) == 1
}

// Variables returns the variables in the order written.
func (p Pattern) Variables() []Variable {
	var all []Variable
	for _, t := range p {
		if v, ok := t.(Variable); ok {
			all = append(all, v)
		}
	}
	return all
}
