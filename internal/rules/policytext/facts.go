package policytext

import "github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"

// Facts are what is known of all requests of a kind: condition keys in lower case, and what
// their values can be. Of other keys requests may have any value.
type Facts map[string]Fact

// Fact is what is known about one key. The zero Fact says that no request has it.
type Fact struct {
	// Values are the values that a request can have, one at a time, for a test that compares
	// with these texts.
	Values func(texts []string) []string
	// Maybe says that some requests do not have the key.
	Maybe bool
	// Unknown says why the value of the key is not known, so that Values only guess; Later says
	// that it will be known.
	Unknown string
	Later   bool
}

// Absent is the fact that no request has the key.
func Absent() Fact { return Fact{} }

// Exactly is the fact that every request has this value.
func Exactly(value string) Fact {
	return Fact{Values: func([]string) []string { return []string{value} }}
}

// Some is the fact that every request has a value like the example, which one is not known.
func Some(example, unknown string, later bool) Fact {
	return Fact{
		// What is not known may be the example, or whatever the test compares with.
		Values:  func(texts []string) []string { return append([]string{example}, texts...) },
		Unknown: unknown, Later: later,
	}
}

// Outcome says what becomes of a test.
type Outcome uint8

const (
	// Varies means that the test holds for some requests, and not for others.
	Varies Outcome = iota
	// Holds means that it holds for every request.
	Holds
	// Fails means that it holds for none.
	Fails
	// Unsettled means that a value is missing that would decide it.
	Unsettled
)

// Judge says what becomes of a test.
func (f Facts) Judge(t Test) Outcome {
	fact, known := f[match.Key(t.Key)]
	if !known || t.open {
		return Varies
	}
	some, all := false, true
	take := func(holds bool) { some, all = some || holds, all && holds }
	if fact.Values == nil || fact.Maybe {
		take(t.holds())
	}
	if fact.Values != nil {
		for _, value := range fact.Values(t.Texts()) {
			take(t.holds(value))
		}
	}
	switch {
	case all:
		return Holds
	case !some:
		return Fails
	case fact.Unknown != "":
		return Unsettled
	}
	return Varies
}

// Missing says what would decide a test that is unsettled.
func (f Facts) Missing(t Test) (reason string, later bool) {
	fact := f[match.Key(t.Key)]
	return fact.Unknown, fact.Later
}

// Direct are the facts about requests that users and roles make themselves, as through an
// endpoint: no service of AWS makes them for anybody.
func Direct() Facts {
	f := Facts{"aws:viaawsservice": Exactly("false"), "aws:principalisawsservice": Exactly("false")}
	for _, key := range []string{
		"aws:calledvia", "aws:calledviafirst", "aws:calledvialast", "aws:principalservicename", "aws:principalservicenameslist",
		"aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths",
	} {
		f[key] = Absent()
	}
	return f
}
