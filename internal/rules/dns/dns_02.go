package dns

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dns02: only one endpoint of a VPC can hold private DNS for a name.
var dns02 = rule.Rule{
	ID: "DNS-02", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Only one endpoint of a VPC can hold private DNS for a name",
	Why:    "AWS refuses the second endpoint because the name is taken.",
	Fix:    "Keep one of the endpoints, or set private_dns_enabled to false on the others.",
	Source: page.AWSProvider + "issues/17535",
	Check:  checkOneHolder,
}

func checkOneHolder(c *rule.Case) {
	var existing, listed []*plan.Endpoint
	for _, e := range c.Existing.Or(nil) {
		if (e.Type.IsUnknown() || e.Is(catalog.Interface)) && e.PrivateDNS.Or(true) {
			existing = append(existing, e)
		}
	}
	for _, e := range c.Of(catalog.Interface) {
		if e.PrivateDNS.Or(true) {
			listed = append(listed, e)
		}
	}
	if len(listed) == 0 {
		return
	}
	if c.Existing.IsUnknown() {
		c.Later("", "existing_endpoints is not known yet")
	}
	book := &claims{Case: c, byName: map[string]*claim{}}
	alone := len(existing)+len(listed) == 1
	for _, e := range existing {
		book.open(e, alone)
		book.put(e)
	}
	for _, e := range listed {
		book.open(e, alone)
		book.judge(e)
		book.put(e)
	}
}

// claims are the names that endpoints hold, or may hold, by private DNS.
type claims struct {
	*rule.Case
	byName map[string]*claim
	// own counts endpoint services of accounts and partners.
	own int
}

// claim is who holds a name.
type claim struct {
	// held and wanted are the first holders in each VPC, those of which it is not known yet
	// whether private DNS is on apart.
	held, wanted map[string]*plan.Endpoint
	// given, here and later are the first holders in a VPC with an id, in this one without,
	// and in one that is not known yet.
	given, here, later *plan.Endpoint
}

// The VPC of an endpoint, as far as it tells endpoints apart; else it is "id " and the id.
const (
	thisVPC  = "this"
	laterVPC = "later"
)

// vpcOf tells the VPCs of endpoints apart.
func vpcOf(e *plan.Endpoint) string {
	id, given := e.VPCID.Get()
	switch {
	case given:
		return "id " + id
	case e.VPCOmitted:
		return thisVPC
	}
	return laterVPC
}

// tokens are what an endpoint holds: the zones of its names, and the service itself.
func tokens(e *plan.Endpoint) []string {
	out := namesOf(e).domains()
	if name, given := e.ServiceName.Get(); given {
		out = append(out, "service "+name)
	} else if own := e.Service.Endpoint; own != nil {
		out = append(out, "service "+own.ServiceName.Or(own.Key))
	}
	return out
}

// put records what an endpoint holds.
func (b *claims) put(e *plan.Endpoint) {
	if e.Service.Kind == plan.Own {
		b.own++
	}
	vpc := vpcOf(e)
	for _, token := range tokens(e) {
		k := b.byName[token]
		if k == nil {
			k = &claim{held: map[string]*plan.Endpoint{}, wanted: map[string]*plan.Endpoint{}}
			b.byName[token] = k
		}
		in := k.wanted
		if e.PrivateDNS.IsGiven() && e.Type.IsGiven() {
			in = k.held
		}
		if in[vpc] == nil {
			in[vpc] = e
		}
		switch {
		case vpc == thisVPC && k.here == nil:
			k.here = e
		case vpc == laterVPC && k.later == nil:
			k.later = e
		case vpc != thisVPC && vpc != laterVPC && k.given == nil:
			k.given = e
		}
	}
}

// judge compares an endpoint with those before it, and says one thing of it.
func (b *claims) judge(e *plan.Endpoint) {
	for _, token := range tokens(e) {
		if k := b.byName[token]; k != nil && b.clash(e, token, k) {
			return
		}
	}
}

// clash says that another endpoint holds a name, or may.
func (b *claims) clash(e *plan.Endpoint, token string, k *claim) bool {
	vpc := vpcOf(e)
	if other := k.held[vpc]; other != nil && vpc != laterVPC {
		switch {
		case e.PrivateDNS.IsUnknown():
			b.Later(e.Key, "private_dns_enabled is not known yet, and %q has the same name", other.Key)
		case other.Service.Key != e.Service.Key && (namesOf(e).derived || namesOf(other).derived):
			b.Missing(e.Key, "whether %q answers %s as well is not documented: the facts derive the name from an API host", other.Key, token)
		default:
			b.Fault(e.Key, e.Path("private_dns_enabled"), "Private DNS is on for %q and %q in one VPC, and both answer %s.", other.Key, e.Key, said(e, token))
		}
		return true
	}
	if other := k.wanted[vpc]; other != nil {
		b.Later(e.Key, "whether private DNS of %q answers the same name is not known yet", other.Key)
		return true
	}
	var other *plan.Endpoint
	switch {
	case k.later != nil:
		other = k.later
	case vpc == laterVPC && k.here != nil:
		other = k.here
	case (vpc == laterVPC || vpc == thisVPC) && k.given != nil:
		other = k.given
	case vpc != thisVPC && k.here != nil:
		other = k.here
	default:
		return false
	}
	if e.VPCID.IsUnknown() || other.VPCID.IsUnknown() {
		b.Later(e.Key, "whether %q, which has the same name, is in the same VPC is not known yet", other.Key)
	} else {
		b.Missing(e.Key, "whether %q, which has the same name, is in the same VPC is not known: vpc_id of one of them is not given", other.Key)
	}
	return true
}

// said is how a reader knows what two endpoints hold.
func said(e *plan.Endpoint, token string) string {
	if list := namesOf(e).list; len(list) > 0 {
		for _, name := range list {
			if domain(name) == token {
				return name
			}
		}
	}
	return "the names of " + e.Service.Label()
}

// open says of an endpoint that its names are not known, where another may have them too. The
// names of AWS are those of AWS alone, so nobody else's service has one.
func (b *claims) open(e *plan.Endpoint, alone bool) {
	if alone {
		return
	}
	switch n := namesOf(e); {
	case n.known:
	case e.Service.Kind == plan.Undecided && n.later:
		b.Leads(e)
	case n.later:
		b.Later(e.Key, "its private DNS names are not known yet")
	case e.Service.Kind == plan.Own && b.EndpointServices.IsUnknown():
		b.Later(e.Key, "endpoint_services is not known yet")
	case e.Service.Kind == plan.Own && b.own > 0:
		b.Missing(e.Key, "private_dns_names of its endpoint service is not given")
	}
}
