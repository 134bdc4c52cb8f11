package topology

import "github.com/vpce-tools/terraform-provider-vpce/internal/maybe"

// The values of ip_address_type.
const (
	ipv4      = "ipv4"
	ipv6      = "ipv6"
	dualstack = "dualstack"
)

// IPAddressTypes lists the values of ip_address_type.
func IPAddressTypes() []string { return []string{ipv4, ipv6, dualstack} }

// families are the address families of a subnet: given, not given, or not known yet.
type families struct{ v4, v6 maybe.Value[bool] }

// familiesOf reads them from the CIDR blocks. A subnet with a block of one family and none
// of the other has only the one; a subnet with no block at all says nothing.
func familiesOf(s Subnet) families {
	if s.IPv6Native.Or(false) {
		return families{v4: maybe.Of(false), v6: maybe.Of(true)}
	}
	f := families{v4: family(s.CIDRBlock, s.IPv6CIDRBlock), v6: family(s.IPv6CIDRBlock, s.CIDRBlock)}
	if s.IPv6Native.IsGiven() {
		f.v4 = maybe.Of(true)
	}
	return f
}

func family(own, other Text) maybe.Value[bool] {
	switch {
	case own.IsGiven():
		return maybe.Of(true)
	case own.IsUnknown():
		return maybe.Unknown[bool]()
	case other.IsAbsent():
		return maybe.Absent[bool]()
	}
	return maybe.Of(false)
}

// suits reports whether a subnet can take an address type. It is absent or unknown like the
// family that decides.
func (f families) suits(addressType string) maybe.Value[bool] {
	switch addressType {
	case ipv4:
		return f.v4
	case ipv6:
		return both(f.v6, not(f.v4))
	}
	return both(f.v4, f.v6)
}

func not(a maybe.Value[bool]) maybe.Value[bool] {
	if v, given := a.Get(); given {
		return maybe.Of(!v)
	}
	return a
}

// both is true only if a and b are, and false as soon as one of them is.
func both(a, b maybe.Value[bool]) maybe.Value[bool] {
	if !a.Or(true) || !b.Or(true) {
		return maybe.Of(false)
	}
	if a.IsGiven() {
		return b
	}
	return a
}

// choice is what the families of several subnets leave to choose.
type choice struct {
	// addressType is empty where no type suits all, or where it is not known.
	addressType string
	// missing names a subnet whose families are not known.
	missing string
	later   bool
	// mixed says that no type suits all of them.
	mixed bool
}

// chooseType returns the address type that suits every subnet, the widest that the service
// takes: dualstack before ipv4. wide says that the service takes ipv6 and dualstack.
func (n *Network) chooseType(subnets []int, wide bool) choice {
	all := map[string]bool{ipv4: true, ipv6: wide, dualstack: wide}
	missing, later := "", false
	for _, i := range subnets {
		s := n.subnets[i]
		if !s.families.v4.IsGiven() || (wide && !s.families.v6.IsGiven()) {
			if missing == "" {
				missing = s.key
			}
			later = later || s.families.v4.IsUnknown() || s.families.v6.IsUnknown()
		}
		for _, t := range IPAddressTypes() {
			all[t] = all[t] && s.families.suits(t).Or(true)
		}
	}
	switch {
	case !all[ipv4] && !all[ipv6] && !all[dualstack]:
		return choice{mixed: true}
	case missing != "":
		return choice{missing: missing, later: later}
	case all[dualstack]:
		return choice{addressType: dualstack}
	case all[ipv6]:
		return choice{addressType: ipv6}
	}
	return choice{addressType: ipv4}
}
