package ast

// Principals is the value of Principal or NotPrincipal: [*Everyone] or [*PrincipalMap].
//
//sumtype:decl
type Principals interface {
	Where() At
	principals()
}

// Everyone is the lone "*".
type Everyone struct{ At }

// PrincipalMap is an object of principals by kind, such as {"AWS": [...], "Service": "..."}.
type PrincipalMap struct {
	At
	Groups []PrincipalGroup
}

func (*Everyone) principals()     {}
func (*PrincipalMap) principals() {}

// PrincipalGroup is one kind of principals with the names given for it. Its place is the
// place of the kind.
type PrincipalGroup struct {
	At
	Kind  PrincipalKind
	Names Strings
}

// PrincipalKind says what the names of a group are. One that is not among the constants is
// kept as written; it is a fault.
type PrincipalKind string

// The kinds of principals.
const (
	AWS           PrincipalKind = "AWS"
	Service       PrincipalKind = "Service"
	Federated     PrincipalKind = "Federated"
	CanonicalUser PrincipalKind = "CanonicalUser"
)

// Known reports whether the language has the kind.
func (k PrincipalKind) Known() bool {
	switch k {
	case AWS, Service, Federated, CanonicalUser:
		return true
	}
	return false
}
