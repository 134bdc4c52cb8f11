package match

// Version names this set of rules. It changes whenever an answer may.
const Version = "1"

// Semantics says which reading is taken of what AWS does not document. The zero value is
// the standard reading. Values can be compared.
type Semantics struct {
	// ExactServicePrefix: a wildcard in the service prefix of an action matches nothing.
	ExactServicePrefix bool
	// LooseARN: a resource pattern is matched over the whole ARN, so that * crosses colons.
	LooseARN bool
	// WildcardPartition: wildcards in partition and service of a resource pattern match.
	WildcardPartition bool
	// NotPrincipalByIdentity: NotPrincipal exempts a caller only if it names each of its
	// identities: account, role or user, and session.
	NotPrincipalByIdentity bool
	// MalformedNeverMatches: a value that is no number, date or address fails negated
	// operators too.
	MalformedNeverMatches bool
	// UnicodeFold: operators that ignore case do so beyond the letters A to Z.
	UnicodeFold bool
	// ShortARN: an ARN operator matches the whole text where the value or the pattern has
	// fewer than six segments.
	ShortARN bool
	// PlainOnSets: an operator without a set prefix looks for any value of a multivalued key.
	PlainOnSets bool
	// EmptyNegatedNever: a negated operator with an empty list of values never holds for a
	// key that is present.
	EmptyNegatedNever bool
	// WildcardsInValues: wildcards in the value of a policy variable are wildcards.
	WildcardsInValues bool
	// FourDigitsAreSeconds: a date of four digits counts seconds and is not a year.
	FourDigitsAreSeconds bool
}

// Switch is one rule that AWS does not document, with both of its readings.
type Switch struct {
	// Name is the name of the field of [Semantics], Rule the rule it belongs to in the
	// description of the semantics.
	Name, Rule string
	// Standard is what is taken for true, Other what a cautious reader also reckons with.
	Standard, Other string

	field func(*Semantics) *bool
}

// Flip returns the semantics with the other reading of this rule.
func (s Switch) Flip(of Semantics) Semantics {
	field := s.field(&of)
	*field = !*field
	return of
}

// On reports whether the other reading is taken.
func (s Switch) On(in Semantics) bool { return *s.field(&in) }

// Switches returns all rules with two readings, always in the same order.
func Switches() []Switch {
	return []Switch{
		{
			"ExactServicePrefix", "ACT-2",
			"an action pattern is matched over its whole text, service prefix included",
			"a wildcard in the service prefix of an action matches nothing",
			func(s *Semantics) *bool { return &s.ExactServicePrefix },
		},
		{
			"LooseARN", "RES-4",
			"a resource pattern is matched segment by segment, and goes on beyond a trailing *",
			"a resource pattern is matched over its whole text, so that any * may cross colons",
			func(s *Semantics) *bool { return &s.LooseARN },
		},
		{
			"WildcardPartition", "RES-5",
			"partition and service of a resource are compared as they are written",
			"wildcards in partition and service of a resource match",
			func(s *Semantics) *bool { return &s.WildcardPartition },
		},
		{
			"NotPrincipalByIdentity", "PRN-10",
			"NotPrincipal is the opposite of Principal",
			"NotPrincipal exempts a caller only if it names its account, its role or user, and its session",
			func(s *Semantics) *bool { return &s.NotPrincipalByIdentity },
		},
		{
			"MalformedNeverMatches", "§6 malformed values",
			"a negated operator holds for a value that is no number, date or address",
			"a value that is no number, date or address fails negated operators too",
			func(s *Semantics) *bool { return &s.MalformedNeverMatches },
		},
		{
			"UnicodeFold", "§6 StringEqualsIgnoreCase",
			"operators that ignore case do so for A to Z",
			"operators that ignore case do so for all letters",
			func(s *Semantics) *bool { return &s.UnicodeFold },
		},
		{
			"ShortARN", "§6 ArnEquals",
			"an ARN operator matches nothing where value or pattern has fewer than six segments",
			"an ARN operator compares the whole text where value or pattern has fewer than six segments",
			func(s *Semantics) *bool { return &s.ShortARN },
		},
		{
			"PlainOnSets", "§6 multivalued keys",
			"an operator without a set prefix never holds for a multivalued key that is present",
			"an operator without a set prefix holds if any value of a multivalued key matches, a negated one if none does",
			func(s *Semantics) *bool { return &s.PlainOnSets },
		},
		{
			"EmptyNegatedNever", "§6 empty list",
			"a negated operator with an empty list of values always holds",
			"a negated operator with an empty list of values never holds for a key that is present",
			func(s *Semantics) *bool { return &s.EmptyNegatedNever },
		},
		{
			"WildcardsInValues", "§6 variables",
			"wildcards in the value of a policy variable are plain characters",
			"wildcards in the value of a policy variable are wildcards",
			func(s *Semantics) *bool { return &s.WildcardsInValues },
		},
		{
			"FourDigitsAreSeconds", "§6 DateEquals",
			"a date of four digits is a year",
			"a date of four digits counts seconds since 1970",
			func(s *Semantics) *bool { return &s.FourDigitsAreSeconds },
		},
	}
}
