package dns

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dns04: A zone or rule for a parent name must not hide the service's name.
var dns04 = rule.Rule{
	ID: "DNS-04", Severity: rule.Error, Needs: []string{"endpoints", "private_hosted_zones", "resolver_rules"},
	Title:  "A zone or rule for a parent name must not hide the service's name",
	Why:    "A private zone for a parent name answers that the name does not exist where it has no record for it, without asking public DNS; only the zone of an endpoint with private DNS is more specific. A Resolver rule that forwards the name wins over any zone of that name.",
	Fix:    "Add the record to the zone, or remove the zone or rule from the VPC.",
	Source: page.HostedZones,
	Check:  checkHidden,
}

func checkHidden(c *rule.Case) {
	h := &hidden{Case: c, zones: map[string][]plan.Zone{}, byZone: map[string]*gap{}, answers: map[string][]*plan.Endpoint{}}
	var byName, byZone []*plan.Endpoint
	for _, e := range c.Of(catalog.Interface, catalog.Gateway) {
		on, known := e.PrivateDNS.Get()
		if e.Is(catalog.Interface) && (on || !known) {
			byName = append(byName, e)
		}
		if (!on || e.Is(catalog.Gateway)) && c.Leads(e) && hasHosts(e) {
			byZone = append(byZone, e)
		}
	}
	if len(byZone) > 0 && c.Need("", "private_hosted_zones", c.Zones) {
		h.checkZones(byZone)
	}
	if len(byName) > 0 && c.Need("", "resolver_rules", c.ResolverRules) {
		h.checkRules(byName)
	}
}

// hidden finds names that a zone or a rule hides.
type hidden struct {
	*rule.Case
	// zones are the private zones by their names.
	zones map[string][]plan.Zone
	// byZone are the names that each zone decides, by the key of the zone.
	byZone map[string]*gap
	// answers are the endpoints whose private DNS answers a domain for the VPC, or may.
	answers map[string][]*plan.Endpoint
}

// gap is what a zone has no record for.
type gap struct {
	zone plan.Zone
	// services are the labels of services of which it has no name, hosts one name of each.
	services, hosts []string
}

// checkZones looks for zones that decide the ordinary name of a service.
func (h *hidden) checkZones(endpoints []*plan.Endpoint) {
	for _, z := range h.Zones.Or(nil) {
		if name, given := z.Name.Get(); given && isPrivate(z).Or(true) {
			h.zones[name] = append(h.zones[name], z)
		} else if z.Name.IsUnknown() && isPrivate(z).Or(true) {
			h.Later(z.Key, "name is not known yet")
		}
	}
	if len(h.zones) == 0 {
		return
	}
	for _, e := range slices.Concat(h.Endpoints.Or(nil), h.Existing.Or(nil)) {
		if e.Gone() || !e.PrivateDNS.Or(true) || e.Type.IsGiven() && !e.Is(catalog.Interface) || inboundOnly(e).Or(false) {
			continue
		}
		for _, d := range namesOf(e).domains() {
			h.answers[d] = append(h.answers[d], e)
		}
	}
	for _, e := range endpoints {
		h.judge(e)
	}
	for _, z := range h.Zones.Or(nil) {
		if g := h.byZone[z.Key]; g != nil {
			h.Fault(z.Key, z.At.Attribute("records"), "The zone %s has no record for %s, so in its VPCs the name of %s does not exist.", z.Name.Or(""), listed(g.hosts), listed(g.services))
		}
	}
}

// judge compares the names of one endpoint with the zones that decide them.
func (h *hidden) judge(e *plan.Endpoint) {
	n := hostsOf(h.Plan, e)
	if !n.known {
		h.unnamed(e, n)
	}
	decided := map[string][]string{}
	var order []plan.Zone
	for _, host := range n.list {
		if slices.Contains(n.list, "*."+host) {
			continue // what clients call lies below it, as the registry of each account does
		}
		z, found := h.decider(e, host)
		if !found {
			continue
		}
		if decided[z.Key] == nil {
			order = append(order, z)
		}
		decided[z.Key] = append(decided[z.Key], host)
	}
	for _, z := range order {
		h.compare(e, z, decided[z.Key])
	}
}

// unnamed says that the names of a service are not known where a zone might hide them.
func (h *hidden) unnamed(e *plan.Endpoint, n names) {
	for name := range h.zones {
		switch {
		case n.later:
			h.Later(e.Key, "the names of the service are not known yet")
			return
		case (e.Service.Kind == plan.Own) != ofAWS(name, h.Region):
			h.Missing(e.Key, "the names of %s are not known", e.Service.Label())
			return
		}
	}
}

// decider returns the private zone that answers a name: the most specific one in the VPC.
// Where an endpoint has private DNS for the name, that answers it.
func (h *hidden) decider(e *plan.Endpoint, host string) (plan.Zone, bool) {
	for name := domain(host); name != ""; _, name, _ = strings.Cut(name, ".") {
		for _, z := range h.zones[name] {
			served := serves(h.Case, z, e)
			switch here, known := served.Get(); {
			case known && !here:
				continue
			case h.answered(e, host, name):
				return z, false
			case !known:
				unsure(h.Case, e.Key, z, served)
				return z, false
			}
			return z, true
		}
	}
	return plan.Zone{}, false
}

// answered reports whether private DNS of some endpoint answers a name before a zone does. It
// says so where that is not known.
func (h *hidden) answered(e *plan.Endpoint, host, zone string) bool {
	if domain(host) == zone {
		return false // two of one name are DNS-03
	}
	for _, other := range h.answers[domain(host)] {
		here, only := inOneVPC(e, other), inboundOnly(other)
		if !here.Or(true) {
			continue
		}
		switch settled := only.IsGiven() && other.PrivateDNS.IsGiven() && other.Type.IsGiven(); {
		case settled && here.IsGiven():
		case settled && here.IsAbsent():
			h.Missing(e.Key, "whether private DNS of %q answers the name is not known: vpc_id of one of them is not given", other.Key)
		default:
			h.Later(e.Key, "whether private DNS of %q answers the name is not known yet", other.Key)
		}
		return true
	}
	return false
}

// compare looks for records of the names that a zone decides. One of them is enough: which of
// its names a service is called by is not visible.
func (h *hidden) compare(e *plan.Endpoint, z plan.Zone, hosts []string) {
	if e.PrivateDNS.IsUnknown() && !e.Is(catalog.Gateway) {
		h.Later(e.Key, "private_dns_enabled is not known yet")
		return
	}
	records, given := z.Records.Get()
	if !given {
		h.Need(z.Key, "records", z.Records)
		return
	}
	later := false
	for _, record := range records {
		later = later || record.IsUnknown()
		for _, host := range hosts {
			if text, given := record.Get(); given && covers(full(text, z.Name.Or("")), host) {
				return
			}
		}
	}
	if later {
		h.Later(z.Key, "records is not all known yet")
		return
	}
	g := h.byZone[z.Key]
	if g == nil {
		g = &gap{zone: z}
		h.byZone[z.Key] = g
	}
	if label := e.Service.Label(); !slices.Contains(g.services, label) {
		g.services, g.hosts = append(g.services, label), append(g.hosts, hosts[0])
	}
}

// full is the full name of a record, which may be written relative to its zone.
func full(record, zone string) string {
	if within(record, zone) {
		return record
	}
	return record + "." + zone
}

// covers reports whether a record answers a name, or some of the names of a wildcard.
func covers(record, host string) bool {
	if record == host {
		return true
	}
	if below, wildcard := strings.CutPrefix(record, "*."); wildcard && within(domain(host), below) && domain(host) != below {
		return true
	}
	return strings.HasPrefix(host, "*.") && within(record, domain(host)) && record != domain(host)
}

// checkRules looks for rules that forward a name that private DNS should answer.
func (h *hidden) checkRules(endpoints []*plan.Endpoint) {
	byDomain := map[string][]plan.ResolverRule{}
	for _, r := range h.ResolverRules.Or(nil) {
		name, given := r.DomainName.Get()
		switch {
		case r.Type.Or("FORWARD") != "FORWARD":
		case given:
			byDomain[name] = append(byDomain[name], r)
		default:
			h.Need(r.Key, "domain_name", r.DomainName)
		}
	}
	if len(byDomain) == 0 {
		return
	}
	for _, e := range endpoints {
		n := namesOf(e)
		if !n.known {
			h.namesMissing(e, n, byDomain)
		}
		for _, d := range n.domains() {
			for _, r := range byDomain[d] {
				h.forwarded(e, r, d)
			}
		}
	}
}

// namesMissing says that the names of a service are not known where a rule might forward them.
func (h *hidden) namesMissing(e *plan.Endpoint, n names, byDomain map[string][]plan.ResolverRule) {
	for name := range byDomain {
		switch {
		case e.Service.Kind == plan.Undecided:
			h.Leads(e)
			return
		case n.later:
			h.Later(e.Key, "the names of the service are not known yet")
			return
		case (e.Service.Kind == plan.Own) != ofAWS(name, h.Region):
			h.Missing(e.Key, "the names of %s are not known", e.Service.Label())
			return
		}
	}
}

// forwarded reports a rule for a name that private DNS of an endpoint answers.
func (h *hidden) forwarded(e *plan.Endpoint, r plan.ResolverRule, name string) {
	if !h.Need(r.Key, "rule_type", r.Type) || !h.Settled(e.Key, "private_dns_enabled", e.PrivateDNS) {
		return
	}
	h.Add(rule.Finding{
		Target: r.Key, At: r.At.Attribute("domain_name"), Fix: "Remove the rule from the VPC, or let it forward a name that no endpoint answers.",
		Detail: fmt.Sprintf("The rule forwards %s to other DNS servers, and wins over private DNS of %q, which answers that name.", name, e.Key),
	})
}
