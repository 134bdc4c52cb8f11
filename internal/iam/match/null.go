package match

import "github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"

// presence is a value of Null: true asks for a key that is absent, false for one that is
// present.
type presence struct{ absent, readable bool }

func newPresence(text string) presence {
	absent, readable := ParseBool(text)
	return presence{absent, readable}
}

// compare takes the empty text for an absent key and any other for a present one.
func (p presence) compare(value string, _ Context) verdict {
	return verdictOf(p.readable && p.absent == (value == ""))
}

// holdsNull decides Null. With a set prefix it is constant: nothing is asked of the values
// of an absent key, and an absent key has none that could do.
func (t Test) holdsNull(values []string, context Context) bool {
	if t.Operator.Set != ast.NoSet {
		return t.Operator.Set == ast.ForAllValues
	}
	state := ""
	if len(values) > 0 {
		state = "present"
	}
	return t.fits(state, context)
}
