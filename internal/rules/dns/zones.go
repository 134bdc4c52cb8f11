package dns

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// isPrivate reports whether a zone is a private one. A zone with an empty set of VPCs is
// public, one without says nothing and is of this VPC.
func isPrivate(z plan.Zone) plan.Flag {
	said, given := z.Private.Get()
	vpcs, listed := z.VPCs.Get()
	switch {
	case given:
		return maybe.Of(said)
	case listed && len(vpcs) == 0:
		return maybe.Of(false)
	case z.Private.IsUnknown() || z.VPCs.IsUnknown():
		return maybe.Unknown[bool]()
	}
	return maybe.Of(true)
}

// serves reports whether a zone is associated with the VPC of an endpoint; it is absent where
// nobody says which VPC that is.
func serves(c *rule.Case, z plan.Zone, e *plan.Endpoint) plan.Flag {
	private := isPrivate(z)
	if !private.Or(true) {
		return maybe.Of(false)
	}
	here := associated(c, z, e)
	if private.IsUnknown() && here.Or(true) {
		return maybe.Unknown[bool]()
	}
	return here
}

func associated(c *rule.Case, z plan.Zone, e *plan.Endpoint) plan.Flag {
	vpcs, listed := z.VPCs.Get()
	switch {
	case z.VPCs.IsUnknown():
		return maybe.Unknown[bool]()
	case !listed && (e.VPCOmitted || e.Listed && c.Network.VPCID.IsAbsent()):
		return maybe.Of(true) // this VPC, and so is the endpoint's
	case !listed:
		return sameID(e.VPCID, c.Network.VPCID)
	}
	out := maybe.Of(false)
	for _, vpc := range vpcs {
		same := sameID(e.VPCID, vpc.VPCID)
		switch {
		case same.Or(false):
			return same
		case same.IsUnknown() || same.IsAbsent() && !out.IsUnknown():
			out = same
		}
	}
	return out
}

// unsure says why it is not known whether a zone and an endpoint are in one VPC.
func unsure(c *rule.Case, target string, z plan.Zone, served plan.Flag) {
	d := doubt{reason: fmt.Sprintf("whether private hosted zone %q is associated with the VPC of the endpoint is not known yet", z.Key), later: true}
	if served.IsAbsent() {
		d = doubt{reason: fmt.Sprintf("the id of the VPC is not given (vpc_id, or vpc with its id), and private hosted zone %q names VPCs by their ids", z.Key)}
	}
	d.tell(c, target)
}

// zonesFor are the private zones, or of which that is not known yet, with the domain of one of
// the names. open says that a zone of which the name is not known yet may be one.
func zonesFor(c *rule.Case, n names) (found []plan.Zone, open bool) {
	wanted := map[string]bool{}
	for _, d := range n.domains() {
		wanted[d] = true
	}
	for _, z := range c.Zones.Or(nil) {
		if !isPrivate(z).Or(true) {
			continue
		}
		name, given := z.Name.Get()
		if given && wanted[name] {
			found = append(found, z)
		}
		open = open || z.Name.IsUnknown()
	}
	return found, open || c.Zones.IsUnknown()
}
