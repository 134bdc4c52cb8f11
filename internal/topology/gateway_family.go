package topology

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
)

// addressType works out the type of the endpoint and judges the one asked for.
func (a *associator) addressType(g gateway, subnets []int) Text {
	key := g.offer.Key
	wide := g.offer.IPv6 != nil && *g.offer.IPv6
	asked := a.request.IPAddressType
	if asked.IsUnknown() || len(subnets) == 0 {
		return asked
	}
	if t, given := asked.Get(); given {
		a.judgeAsked(g, t, subnets)
		return maybe.Of(t)
	}
	chosen := a.chooseType(subnets, wide)
	switch {
	case chosen.mixed:
		a.fault("GW-18", key, input.At("subnets"), "No address type that the %s gateway endpoint is known to take suits all subnets of its route tables (%s).", key, a.familyList(subnets))
	case chosen.later:
		a.skip("GW-18", "", "the CIDR blocks of subnet %q are not known yet", chosen.missing)
		return maybe.Unknown[string]()
	case chosen.missing != "":
		a.skip("GW-18", "", "subnet %q and perhaps others have neither cidr_block nor ipv6_cidr_block", chosen.missing)
	default:
		a.judgeNames(key, chosen.addressType, subnets)
		return maybe.Of(chosen.addressType)
	}
	return Text{}
}

// judgeAsked judges an address type that the caller asked for.
func (a *associator) judgeAsked(g gateway, asked string, subnets []int) {
	key := g.offer.Key
	at := input.At("ip_address_type")
	if asked != ipv4 && (g.offer.IPv6 == nil || !*g.offer.IPv6) {
		a.fault("GW-19", key, at, "%q is asked for, and whether the %s gateway endpoint takes it is not certain.", asked, key)
	}
	var unfit []string
	for _, i := range subnets {
		s := a.subnets[i]
		fits := s.families.suits(asked)
		switch v, given := fits.Get(); {
		case given && !v:
			unfit = append(unfit, s.key)
		case fits.IsUnknown():
			a.skip("GW-18", "", "the CIDR blocks of some subnets are not known yet")
		case fits.IsAbsent():
			a.skip("GW-18", "", "some subnets have neither cidr_block nor ipv6_cidr_block")
		}
	}
	if len(unfit) > 0 {
		slices.Sort(unfit)
		a.fault("GW-18", key, at, "%q is asked for, and it does not suit the subnets %s, which use the associated route tables.", asked, keyList(unfit))
	}
	a.judgeNames(key, asked, subnets)
}

// judgeNames warns of dual-stack names, whose IPv6 addresses pass an ipv4 endpoint by.
func (a *associator) judgeNames(key, addressType string, subnets []int) {
	if key != "s3" || addressType != ipv4 {
		return
	}
	var dual []string
	for _, i := range subnets {
		s := a.subnets[i]
		switch {
		case !s.isClient():
		case s.families.v6.Or(false):
			dual = append(dual, s.key)
		case !s.families.v6.IsGiven():
			a.skip("GW-21", "", "whether some client subnets have IPv6 is not known")
		}
	}
	if len(dual) > 0 {
		slices.Sort(dual)
		a.fault("GW-21", key, input.At("ip_address_type"), "The endpoint is ipv4, and the client subnets %s have IPv6: calls to dual-stack names of S3 over IPv6 pass the endpoint by.", keyList(dual))
	}
}

// familyList says which families the subnets have.
func (a *associator) familyList(subnets []int) string {
	var out []string
	for _, i := range subnets {
		s := a.subnets[i]
		switch {
		case s.families.suits(dualstack).Or(false):
			out = append(out, s.key+": both")
		case s.families.suits(ipv6).Or(false):
			out = append(out, s.key+": IPv6 only")
		case s.families.v4.Or(false):
			out = append(out, s.key+": IPv4 only")
		}
	}
	slices.Sort(out)
	return shortList(out)
}
