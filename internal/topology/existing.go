package topology

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// owner is an existing or planned gateway endpoint, or one that only a written route shows.
type owner struct {
	// key is the caller's key, else the id in the route.
	key string
	id  Text
	// service is the service key; empty for a gateway endpoint of another service.
	service     string
	addressType Text
	// planned marks an entry without id: configuration of somebody, perhaps of the caller.
	planned bool
	// shown marks an endpoint that only a written route shows.
	shown bool
	// ours says that the endpoint is in the network's VPC, as far as anybody said.
	ours bool
	// tables are those it is associated with.
	tables []int
}

// claims are the gateway endpoints that stand on the network's tables already.
type claims struct {
	owners []owner
	byKey  map[string]int
	// on lists owners by service and table, what stands before what is planned.
	on map[string]map[int][]int
	// loose says, by service, that an owner's tables are not known yet.
	loose map[string]bool
}

// servedBy returns the key of the endpoint that serves a table for a service.
func (c claims) servedBy(service string, table int) Text {
	if on := c.on[service][table]; len(on) > 0 {
		return maybe.Of(c.owners[on[0]].key)
	}
	if c.loose[service] {
		return maybe.Unknown[string]()
	}
	return Text{}
}

// addressType returns that of an owner; one that only a route shows has none to tell.
func (c claims) addressType(key string) Text { return c.owners[c.byKey[key]].addressType }

func (c *claims) add(o owner) {
	i := len(c.owners)
	c.owners = append(c.owners, o)
	c.byKey[o.key] = i
	for _, t := range o.tables {
		c.stand(i, t)
	}
}

func (c *claims) stand(owner, table int) {
	service := c.owners[owner].service
	if c.on[service] == nil {
		c.on[service] = map[int][]int{}
	}
	on := c.on[service][table]
	if slices.Contains(on, owner) {
		return
	}
	on = append(on, owner)
	slices.SortStableFunc(on, func(x, y int) int {
		return cmp.Compare(boolInt(c.owners[x].planned), boolInt(c.owners[y].planned))
	})
	c.on[service][table] = on
}

// gone reports whether a state is one in which an endpoint serves nothing.
func gone(state string) bool {
	return slices.Contains([]string{"deleting", "deleted", "failed", "rejected", "expired"}, strings.ToLower(state))
}

// owners takes stock of the gateway endpoints that exist or are planned, and judges them.
func (a *associator) owners() {
	a.claims = claims{byKey: map[string]int{}, on: map[string]map[int][]int{}, loose: map[string]bool{}}
	if !a.input.ExistingEndpoints.IsGiven() {
		reason := "existing_endpoints is not given, and hashicorp/aws shows the routes of gateway endpoints in no route table ({} says that there are none)"
		if a.input.ExistingEndpoints.IsUnknown() {
			reason = "existing_endpoints is not known yet"
			for _, g := range a.wanted {
				a.claims.loose[g.offer.Key] = true
			}
		}
		for _, rule := range []string{"GW-06", "QUO-01", "QUO-02"} {
			a.skip(rule, "", "%s", reason)
		}
	}
	for _, e := range a.Network.existing {
		a.existingOne(e)
	}
	a.routeOwners()
	a.judgeOwners()
}

func (a *associator) existingOne(e existing) {
	path, key := input.At("existing_endpoints").Key(e.key), e.key
	if !a.isHere(e.Endpoint) || gone(e.State.Or("")) {
		return
	}
	o := owner{
		key: key, id: e.ID, planned: e.ID.IsAbsent(), ours: !differ(e.VPCID, a.Network.vpc),
		service: a.serviceOf(e.Endpoint), addressType: e.IPAddressType, tables: e.tables,
	}
	if o.addressType.IsAbsent() {
		o.addressType = maybe.Of(ipv4)
	}
	if e.ServiceName.IsUnknown() {
		a.skip("GW-06", key, "service_name is not known yet")
		for _, g := range a.wanted {
			a.claims.loose[g.offer.Key] = true
		}
	}
	if !e.complete {
		a.claims.loose[o.service] = true
		a.skip("GW-06", key, "its route tables are not known yet")
	} else if len(o.tables) == 0 && o.service != "" {
		a.fault("GW-02", key, path.Attribute("route_table_ids"), "The gateway endpoint %q for %s has no route table, so no subnet reaches it.", key, o.service)
	}
	a.judgeRecordType(key, e.Endpoint, path)
	a.claims.add(o)
}

// serviceOf returns the service key that an endpoint is for.
func (a *associator) serviceOf(e Endpoint) string {
	name, _ := e.ServiceName.Get()
	for _, g := range a.wanted {
		if name != "" && g.offer.ServiceName == name {
			return g.offer.Key
		}
	}
	parsed := a.catalog.ParseName(name)
	if parsed.Region != "" && parsed.Region != a.request.Region {
		return "" // its route leads to the service of another Region
	}
	return parsed.Service
}

// isHere reports whether an endpoint is in the Region asked about. Without a Region of its
// own, which hashicorp/aws before 6.0 does not give, its service name says where it is.
func (a *associator) isHere(e Endpoint) bool {
	name, _ := e.ServiceName.Get()
	return e.Region.Or(cmp.Or(a.catalog.ParseName(name).Region, a.request.Region)) == a.request.Region
}

// judgeRecordType judges the DNS record type that an endpoint's configuration names.
func (a *associator) judgeRecordType(key string, e Endpoint, path input.Path) {
	record, given := e.DNSRecordIPType.Get()
	addressType, known := e.IPAddressType.Get()
	if e.IPAddressType.IsAbsent() {
		addressType, known = ipv4, true
	}
	if !given || !known || addressType == dualstack || record == addressType || record == "service-defined" {
		return
	}
	a.fault("GW-20", key, path.Attribute("dns_options"), "dns_record_ip_type is %q on an endpoint whose ip_address_type is %q; it takes %q or \"service-defined\".", record, addressType, addressType)
}

// judgeOwners finds tables that two endpoints of one service claim. Two entries with the
// same id are one endpoint that is written twice.
func (a *associator) judgeOwners() {
	for _, service := range sortedKeys(a.claims.on) {
		if service == "" {
			continue
		}
		tables := a.claims.on[service]
		for _, t := range sortedKeys(tables) {
			on := tables[t]
			first := a.claims.owners[on[0]]
			for _, i := range on[1:] {
				a.judgePair(service, t, first, a.claims.owners[i])
			}
		}
	}
}

func (a *associator) judgePair(service string, t int, first, second owner) {
	table := a.Network.tables[t].key
	at := input.At("existing_endpoints").Key(second.key).Attribute("route_table_ids")
	if second.shown {
		at = input.At("routes") // it has no entry of its own
	}
	x, _ := first.id.Get()
	if y, given := second.id.Get(); given && x == y {
		a.out.Report.Add(rules.Finding{
			Rule: "TF-01", Severity: rules.Warning, Target: second.key, Attribute: at.String(),
			Detail: fmt.Sprintf("%q and %q are the same endpoint %s, and both list route table %q; if two resources manage it, they undo each other.", first.key, second.key, x, table),
		})
		return
	}
	a.out.Report.Add(rules.Finding{
		Rule: "GW-06", Related: []string{"TF-10"}, Target: second.key, Attribute: at.String(),
		Detail: fmt.Sprintf("Route table %q has the %s route of %q already, and %q claims it too; AWS refuses the second route.", table, service, first.key, second.key),
	})
}
