package placement

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// The values of ip_address_type.
const (
	ipv4      = "ipv4"
	ipv6      = "ipv6"
	dualstack = "dualstack"
)

// families are the address families of a subnet.
type families struct{ v4, v6 plan.Flag }

func familiesOf(s plan.Subnet) families { return families{s.IPv4, s.IPv6} }

// suit reports whether a subnet can take an address type; it is absent or unknown like the
// family that decides.
func (f families) suit(addressType string) plan.Flag {
	switch addressType {
	case ipv4:
		return f.v4
	case ipv6:
		return both(f.v6, not(f.v4))
	}
	return both(f.v4, f.v6)
}

// String says which families a subnet has, as far as it is known.
func (f families) String() string {
	v4, v6 := f.v4.Or(false), f.v6.Or(false)
	switch {
	case v4 && v6:
		return "both"
	case v4:
		return "IPv4"
	case v6:
		return "IPv6"
	}
	return "not IPv4"
}

func not(a plan.Flag) plan.Flag {
	if v, given := a.Get(); given {
		return maybe.Of(!v)
	}
	return a
}

// both is true only if a and b are, and false as soon as one of them is.
func both(a, b plan.Flag) plan.Flag {
	switch {
	case !a.Or(true) || !b.Or(true):
		return maybe.Of(false)
	case a.IsGiven():
		return b
	}
	return a
}
