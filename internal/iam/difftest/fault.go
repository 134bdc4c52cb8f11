package main

// fault is something in which the simulator differs from the evaluator.
type fault uint

// The faults, in the order in which they are tried as an explanation.
const (
	ignoresVersion fault = iota
	respellsNumbers
	ignoresGateway
	ignoresUniqueID
	ignoresCanonicalUser
	ignoresProvider
	mixesPartitions
	countsProviderIn
	foldsRoleName
	wantsPlainUser
	readsManyStars
	wildcardPartition
	foldsSegments
	literalType
	completesShort
	poisonsShort
	ignoresFirstSegment
	poisonsUnresolved
	failsUnresolved
	emptyIsMissing
	cutsDefault
	keepsEscapes
	foldsUnicode
	failsMalformed
	failsMalformedARN
	takesFiveSegments
	splitsVariables
	readsNumberPrefix
	mixesSeconds
	fourDigitSeconds
	otherDates
	shiftsByZero
	failsOtherFamily
	comparesIPv6Text
	comparesBinaryText
	failsAnyIfExists
	readsNullAlone
	emptyListIsPresent
	countsEmptyText
	emptyListPasses
	knowsListTypes

	faultCount
)

// status says on whose side a difference is.
type status string

const (
	// listed: the description of the semantics names the fault.
	listed status = "known fault"
	// wrong: a fault that the description does not name, against a documented rule.
	wrong status = "fault"
	// open: AWS documents nothing, and the simulator takes another reading.
	open status = "undocumented"
)

// entry is what the catalogue says about a fault.
type entry struct {
	rule     string
	status   status
	sentence string
}

// catalogue returns the entry of a fault. The rules are those of the description of the
// semantics.
func (f fault) catalogue() entry {
	switch f {
	case ignoresVersion:
		return entry{"DOC-2", listed, "It reads policy variables whatever the version; they exist in 2012-10-17 only."}
	case respellsNumbers:
		return entry{"DOC-9", wrong, "It reads JSON numbers as floating point, so that 10.00 without quotes becomes the text 10."}
	case ignoresGateway:
		return entry{"PRN-3", listed, "It knows no gateway endpoints, on which an account is its root user only."}
	case ignoresUniqueID:
		return entry{"PRN-7", wrong, "It never matches a unique id with aws:userid."}
	case ignoresCanonicalUser:
		return entry{"PRN-8", wrong, "It takes the name of a caller for its canonical user id; a request cannot give the id."}
	case ignoresProvider:
		return entry{"PRN-8", wrong, "It does not match a Federated principal with the provider behind a session, aws:FederatedProvider."}
	case mixesPartitions:
		return entry{"PRN-11", wrong, "It compares the number of an account without its partition."}
	case countsProviderIn:
		return entry{"PRN-2", wrong, "It takes an identity provider for a principal of the account in its ARN."}
	case foldsRoleName:
		return entry{"PRN-5", open, "It compares the name of a role with that of a session without case."}
	case wantsPlainUser:
		return entry{"PRN-4", open, "A federated session fits a user only if the ARN of the user has no path."}
	case readsManyStars:
		return entry{"PRN-6", wrong, "It takes ** as a principal for everyone."}
	case wildcardPartition:
		return entry{"RES-5", open, "Wildcards in partition and service of a resource match."}
	case foldsSegments:
		return entry{"RES-2", wrong, "It compares partition, service, Region and account of a resource without case."}
	case literalType:
		return entry{"RES-5", open, "It takes the type of a resource, up to the first slash or colon, literally: no wildcard or variable there matches."}
	case completesShort:
		return entry{"RES-4", open, "It completes a short ARN that has a * anywhere, not only at its end."}
	case poisonsShort:
		return entry{"RES-7", wrong, "NotResource with a completed short ARN that does not cover the resource is not satisfied."}
	case ignoresFirstSegment:
		return entry{"RES-3", wrong, "It does not compare the first segment of an ARN, which must be arn."}
	case poisonsUnresolved:
		return entry{"§6 variables", listed, "NotResource with a variable that has no value is not satisfied."}
	case failsUnresolved:
		return entry{"§6 variables", listed, "A negated operator does not hold where a variable has no value."}
	case emptyIsMissing:
		return entry{"§6 variables", open, "It takes an empty value, or an empty default, of a variable for none."}
	case cutsDefault:
		return entry{"§6 variables", wrong, "It loses the default of a variable that holds a comma and a space."}
	case keepsEscapes:
		return entry{"§6 variables", wrong, "In an operator without wildcards it takes ${*}, ${?} and ${$} for plain text."}
	case foldsUnicode:
		return entry{"§6 StringEqualsIgnoreCase", open, "Operators that ignore case do so for all letters."}
	case failsMalformed:
		return entry{"§6 malformed values", open, "A value that is no number, date or address fails negated operators too."}
	case failsMalformedARN:
		return entry{"§6 ArnEquals", open, "A value or pattern that is no ARN fails negated operators too."}
	case takesFiveSegments:
		return entry{"§6 ArnEquals", open, "An ARN operator takes five segments for an ARN with an empty resource."}
	case splitsVariables:
		return entry{"§6 ArnEquals", wrong, "An ARN operator splits a pattern at the colon inside a variable."}
	case readsNumberPrefix:
		return entry{"§6 NumericEquals", listed, "It reads the digits at the beginning of a text as floating point: 5abc is 5, 1e3 is 1."}
	case mixesSeconds:
		return entry{"§6 DateEquals", listed, "It compares seconds with milliseconds where one date is a number and the other is not."}
	case fourDigitSeconds:
		return entry{"§6 DateEquals", open, "A date of four digits counts seconds since 1970."}
	case otherDates:
		return entry{"§6 DateEquals", wrong, "It takes a date without a time zone and many texts that are no date, such as eu-west-1, cuts time off at milliseconds, and knows whole seconds only."}
	case shiftsByZero:
		return entry{"§6 IpAddress", listed, "It takes an IPv4 range of prefix 0 for a single address."}
	case failsOtherFamily:
		return entry{"§6 IpAddress", listed, "NotIpAddress with a single address does not hold for an address of the other family."}
	case comparesIPv6Text:
		return entry{"§6 IpAddress", listed, "It compares single IPv6 addresses as texts."}
	case comparesBinaryText:
		return entry{"§6 BinaryEquals", listed, "It compares the texts, base64 or not."}
	case failsAnyIfExists:
		return entry{"§6 set operators", listed, "ForAnyValue with IfExists does not hold where the key is missing."}
	case readsNullAlone:
		return entry{"§6 Null", listed, "It takes Null with a set prefix for plain Null."}
	case emptyListIsPresent:
		return entry{"§6 missing key", wrong, "It takes a key with an empty list for present."}
	case countsEmptyText:
		return entry{"§6 set operators", wrong, "ForAllValues counts an empty text as a value."}
	case emptyListPasses:
		return entry{"§6 empty list", wrong, "A set prefix on a negated operator holds for an empty list of values."}
	case knowsListTypes:
		return entry{"§6 multivalued keys", open, "An operator without a set prefix never holds for a key of a service that is a list by its type, even with one value."}
	case faultCount:
	}
	return entry{}
}

// faults is a set of faults.
type faults uint64

const all faults = 1<<faultCount - 1

func (s faults) has(f fault) bool       { return s&(1<<f) != 0 }
func (s faults) with(f fault) faults    { return s | 1<<f }
func (s faults) without(f fault) faults { return s &^ (1 << f) }
func (s faults) each(visit func(f fault)) {
	for f := range faultCount {
		if s.has(f) {
			visit(f)
		}
	}
}
