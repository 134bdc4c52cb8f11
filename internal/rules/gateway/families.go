package gateway

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// The values of ip_address_type, and the record type that leaves the choice to the service.
const (
	ipv4           = "ipv4"
	ipv6           = "ipv6"
	dualstack      = "dualstack"
	serviceDefined = "service-defined"
)

// suits reports whether an address type suits a subnet; it is absent or unknown like the
// family that decides. A word that is no address type suits none.
func suits(s plan.Subnet, addressType string) plan.Flag {
	switch addressType {
	case ipv4:
		return s.IPv4
	case ipv6:
		return both(s.IPv6, not(s.IPv4))
	case dualstack:
		return both(s.IPv4, s.IPv6)
	}
	return maybe.Of(false)
}

func not(a plan.Flag) plan.Flag {
	if v, given := a.Get(); given {
		return maybe.Of(!v)
	}
	return a
}

// both is true only if a and b are, and false as soon as one of them is.
func both(a, b plan.Flag) plan.Flag {
	if !a.Or(true) || !b.Or(true) {
		return maybe.Of(false)
	}
	if a.IsGiven() {
		return b
	}
	return a
}

// needFamilies says why the families of a subnet do not decide.
func (s *survey) needFamilies(subnet plan.Subnet, families plan.Flag) {
	switch {
	case families.IsUnknown():
		s.Later(subnet.Key, "the CIDR blocks of the subnet are not known yet")
	case families.IsAbsent():
		s.Missing(subnet.Key, "the subnet has neither cidr_block nor ipv6_cidr_block")
	}
}
