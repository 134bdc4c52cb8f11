package topology

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/recommend"
)

// Wish is an endpoint that needs subnets.
type Wish struct {
	// Key is the endpoint key, such as kms/interface@us-west-2.
	Key string
	// Service is the key of the service or of the caller's own entry.
	Service string
	// Type is any type but Gateway.
	Type catalog.EndpointType
	// CrossRegion says that the service is in another Region.
	CrossRegion bool
	// Limits say in which zones the endpoint can be.
	Limits []Limit
	// Overlap are zone IDs of which one at least must be among the endpoint's own; nil is none.
	Overlap []string
	// IPv4 and IPv6 say what the service supports; nil is not known.
	IPv4, IPv6 *bool
	// IPAddressType is asked for; empty lets the subnets decide.
	IPAddressType string
}

// Limit is one restriction of the zones of an endpoint.
type Limit struct {
	// Rule is the rule behind it.
	Rule string
	// Only are the zone IDs allowed; nil means that all are but those of Except.
	Only, Except []string
	// Missing says why the zones are not known; the limit is then not checked.
	Missing string
}

// allows reports whether a zone ID is within the limit.
func (l Limit) allows(id string) bool {
	return (l.Only == nil || slices.Contains(l.Only, id)) && !slices.Contains(l.Except, id)
}

// Own are facts about the caller's own entries that only their placement needs.
type Own struct {
	// EndpointServices are by the keys of endpoint_services.
	EndpointServices map[string]ServiceZones
	// ResourceGateways are the zone IDs of resource gateways, by the keys of
	// resource_configurations.
	ResourceGateways map[string]maybe.Value[[]Text]
}

// ServiceZones are the zones of an endpoint service and the families it supports.
type ServiceZones struct {
	// IDs are zone IDs; Names are names in the account that Owner is.
	IDs, Names maybe.Value[[]Text]
	Owner      Text
	// SupportedIPAddressTypes are ipv4, ipv6; nil is not known.
	SupportedIPAddressTypes []string
}

// WishesOf turns recommended endpoints into wishes, with the address type of each.
func (n *Network) WishesOf(c *catalog.Catalog, region string, result *recommend.Result, own Own) []Wish {
	var out []Wish
	for _, key := range sortedKeys(result.Endpoints) {
		e := result.Endpoints[key]
		if !e.RequiresSubnets {
			continue
		}
		w := Wish{
			Key: key, Service: e.Service, Type: e.Type, IPAddressType: e.IPAddressType,
			CrossRegion: e.ServiceRegion != "" && e.ServiceRegion != region,
		}
		name := ownName(key, result, own)
		switch {
		case name == "":
			w.fromOffer(c, region, e)
		case e.Type == catalog.Resource:
			n.resourceGateway(&w, own.ResourceGateways[name])
		default:
			n.endpointService(&w, own.EndpointServices[name])
		}
		if home, ok := c.Region(region); ok && w.CrossRegion && len(home.CrossRegionExcludedZoneIDs) > 0 {
			w.Limits = append(w.Limits, Limit{Rule: "REG-04", Except: home.CrossRegionExcludedZoneIDs})
		}
		out = append(out, w)
	}
	return out
}

// ownName returns the key of the caller's own entry that an endpoint is for.
func ownName(endpoint string, result *recommend.Result, own Own) string {
	service := result.Endpoints[endpoint].Service
	if _, ok := own.EndpointServices[service]; ok {
		return service
	}
	if _, ok := own.ResourceGateways[service]; ok {
		return service
	}
	return ""
}

// fromOffer takes what the catalogue knows about a service of AWS.
func (w *Wish) fromOffer(c *catalog.Catalog, region string, e *recommend.Endpoint) {
	home := region
	if w.CrossRegion {
		home = e.ServiceRegion
	}
	offer, known := c.Offer(e.Service, home, e.Type)
	if !known {
		return
	}
	w.IPv6 = offer.IPv6
	// The zones of a service in another Region are not zones of this VPC.
	if !w.CrossRegion && (offer.ZoneIDs != nil || len(offer.ExcludedZoneIDs) > 0) {
		w.Limits = append(w.Limits, Limit{Rule: "IF-03", Only: offer.ZoneIDs, Except: offer.ExcludedZoneIDs})
	}
}

// endpointService takes the zones of an endpoint service. Names count only inside one
// account, and zones of another Region need not match.
func (n *Network) endpointService(w *Wish, s ServiceZones) {
	if s.SupportedIPAddressTypes != nil {
		four, six := slices.Contains(s.SupportedIPAddressTypes, ipv4), slices.Contains(s.SupportedIPAddressTypes, ipv6)
		w.IPv4, w.IPv6 = &four, &six
	}
	if w.CrossRegion {
		return
	}
	limit := Limit{Rule: "ACC-10"}
	if w.Type == catalog.GatewayLoadBalancer {
		limit.Rule = "GWLB-02"
	}
	limit.Only, limit.Missing = n.serviceZones(s)
	w.Limits = append(w.Limits, limit)
}

// serviceZones returns the zone IDs of an endpoint service, or why they are not known.
func (n *Network) serviceZones(s ServiceZones) (ids []string, missing string) {
	if list, given := s.IDs.Get(); given && allGiven(list) {
		return texts(list), ""
	}
	if !s.IDs.IsAbsent() {
		return nil, "the zone IDs of the endpoint service are not known yet"
	}
	names, given := s.Names.Get()
	if !given || !allGiven(names) {
		return nil, "the zones of the endpoint service are not given (availability_zone_ids)"
	}
	owner, known := s.Owner.Get()
	if us, also := n.input.VPC.OwnerID.Get(); !known || !also || owner != us {
		return nil, "the endpoint service gives zone names only, which mean other zones in another account, and owner and vpc.owner_id do not show that it is this one (ACC-11)"
	}
	for _, name := range texts(names) {
		id, known := n.zones.ids[name]
		if !known {
			return nil, fmt.Sprintf("the zone ID of %q, a zone of the endpoint service, is not given (zone_ids)", name)
		}
		ids = append(ids, id)
	}
	return ids, ""
}

// resourceGateway demands one zone in common with the resource gateway.
func (n *Network) resourceGateway(w *Wish, zones maybe.Value[[]Text]) {
	if list, given := zones.Get(); given && allGiven(list) {
		w.Overlap = append([]string{}, texts(list)...)
		return
	}
	w.Limits = append(w.Limits, Limit{Rule: "LAT-02", Missing: "the zones of the resource gateway are not given (resource_gateway)"})
}

func allGiven(list []Text) bool {
	return !slices.ContainsFunc(list, func(t Text) bool { return !t.IsGiven() })
}

func texts(list []Text) []string {
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = t.Or("")
	}
	return out
}
