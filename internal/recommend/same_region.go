package recommend

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
)

// sameRegion answers a wish for a service of the VPC's own Region.
func (a *answer) sameRegion() {
	offer, _ := a.catalog.Offer(a.service.Key, a.region.Code, a.service.Types[0])
	switch offer.Availability {
	case catalog.NotOffered:
		a.notOfferedHere(offer)
		return
	case catalog.NotEvidenced:
		a.reason("Not evidenced in %s: %s The name follows the usual pattern (REG-22).", a.region.Code, offer.Basis)
		a.skip("REG-22", a.wish.name, "whether %s offers this endpoint: %s", a.region.Code, offer.Basis)
	case catalog.Offered:
	}
	a.checkSpelling()
	a.lifecycle()
	types := a.choose()
	if len(types) == 0 {
		a.reason("No endpoint type is left that serves callers %s.", inWords(a.callers))
	}
	for _, t := range types {
		a.take(t, "", types)
	}
	switch {
	case len(types) == 2:
		a.rec.Decision = UseGatewayAndInterface
	case len(types) == 1 && types[0] == catalog.Gateway:
		a.rec.Decision = UseGateway
	case len(types) == 1:
		a.rec.Decision = UseInterface
	}
}

// notOfferedHere sends a service with a home Region there, or says that there is none.
func (a *answer) notOfferedHere(offer catalog.Offer) {
	if len(offer.HomeRegions) == 0 {
		a.reject(offer.Type, "REG-22", offer.Basis)
		a.noPath("REG-22", fmt.Sprintf("%s has no endpoint in %s. %s", a.service.Name, a.region.Code, offer.Basis))
		return
	}
	home, _ := a.catalog.Region(offer.HomeRegions[0])
	if offer.CrossRegion != nil && *offer.CrossRegion {
		a.reason("%s lives in %s, and AWS lists it for access from other Regions (REG-17).", a.service.Name, home.Code)
		a.otherRegion(home)
		return
	}
	rule := "REG-22"
	if atHome, _ := a.catalog.Offer(a.service.Key, home.Code, offer.Type); atHome.ServiceName == a.service.ServiceName {
		rule = "REG-18" // the Region stands in the name
	}
	a.reject(offer.Type, rule, fmt.Sprintf("It exists only in %s and is not listed for access from other Regions.", list(offer.HomeRegions)))
	a.noPath(rule, fmt.Sprintf("%s has an endpoint only in %s, and AWS does not list it for access from other Regions. A peered VPC or a transit gateway there can lend its endpoint.",
		a.service.Name, list(offer.HomeRegions)))
}

// checkSpelling holds a full service name that the caller wrote against the right one.
func (a *answer) checkSpelling() {
	if a.wish.spelled == "" {
		return
	}
	names := a.catalog.ServiceNames(a.service.Key, a.wish.region)
	if slices.Contains(names, a.wish.spelled) || len(names) == 0 {
		return
	}
	rule := "REG-19"
	if a.region.Partition == "aws-cn" {
		rule = "REG-20"
	}
	a.fault(rule, a.here(), "%q is not the name in %s; it is %s there.", a.wish.spelled, a.wish.region, list(names))
}

// lifecycle says what a reader must know about a service on its way out.
func (a *answer) lifecycle() {
	switch a.service.Lifecycle {
	case "closing", "closed-to-new":
		a.reason("%s", a.service.Notes)
		a.remind("REG-22", a.here(), "%s: %s", a.service.Name, a.service.Notes)
	case "legacy":
		a.reason("%s", a.service.Notes)
	}
}

// choose picks the types by the place of the callers.
func (a *answer) choose() []catalog.EndpointType {
	allowed := a.allowed()
	if !slices.Contains(a.service.Types, catalog.Gateway) {
		if slices.Contains(allowed, catalog.Interface) {
			a.reason("An interface endpoint serves callers %s; any subnet of the VPC can use it (IF-07).", inWords(a.callers))
			if a.service.Notes != "" && a.service.Lifecycle == "active" {
				a.reason("Known besides: %s", a.service.Notes)
			}
		}
		return allowed
	}
	inside, outside := slices.Contains(a.callers, CallerVPC), outsiders(a.callers)
	mayGateway, mayInterface := slices.Contains(allowed, catalog.Gateway), slices.Contains(allowed, catalog.Interface)
	var types []catalog.EndpointType
	switch {
	case inside && mayGateway:
		a.reason("Callers in the VPC take a gateway endpoint: it costs nothing, whatever other egress there is (GW-23).")
		types = append(types, catalog.Gateway)
	case inside && mayInterface:
		a.reason("Callers in the VPC take the interface endpoint, because the gateway type is ruled out; their traffic is then charged (DNS-10).")
		a.fault("DNS-10", a.here(), "Only the interface type is allowed, so traffic from inside the VPC is charged by the hour and GB that a gateway endpoint would carry for nothing.")
	}
	if inside && !mayGateway && mayInterface {
		types = append(types, catalog.Interface)
	}
	if len(outside) > 0 {
		types = a.forOutsiders(types, outside, mayInterface)
	}
	if len(types) == 1 && types[0] == catalog.Interface && mayGateway && a.pairOnly() {
		a.reason("hashicorp/aws cannot send the inbound-resolver-only setting for this name, and AWS then wants a gateway endpoint beside it (TF-08, DNS-07).")
		a.fault("TF-08", a.here(), "For %s, hashicorp/aws does not send private_dns_only_for_inbound_resolver_endpoint, so AWS's default holds and the gateway endpoint must exist.", a.service.Key)
		types = []catalog.EndpointType{catalog.Gateway, catalog.Interface}
		a.rec.Rejected = slices.DeleteFunc(a.rec.Rejected, func(r Rejection) bool { return r.Type == catalog.Gateway })
	}
	if len(outside) == 0 && mayInterface && slices.Contains(types, catalog.Gateway) {
		a.reject(catalog.Interface, "GW-23", "Every caller is inside the VPC, where the gateway endpoint carries the traffic without charge.")
	}
	return types
}

// forOutsiders adds what callers outside the VPC need.
func (a *answer) forOutsiders(types []catalog.EndpointType, outside []string, mayInterface bool) []catalog.EndpointType {
	where := inWords(outside)
	if !mayInterface {
		a.reject(catalog.Interface, "GW-10", "The service is not offered to callers outside the VPC.")
		a.fault("GW-10", a.here(), "There are callers %s, which a gateway endpoint does not serve, and no interface endpoint can be used for %s.", where, a.service.Name)
		return types
	}
	a.reason("Callers %s need an interface endpoint, because a gateway endpoint serves its own VPC only (GW-10).", where)
	a.remind("GW-10", a.here(), "The gateway endpoint does not serve callers %s; the interface endpoint does.", where)
	if !slices.Contains(types, catalog.Gateway) && !slices.Contains(a.callers, CallerVPC) {
		a.reject(catalog.Gateway, "GW-10", "No caller is inside the VPC.")
	}
	if !slices.Contains(types, catalog.Interface) {
		types = append(types, catalog.Interface)
	}
	return types
}

// pairOnly reports whether an S3 interface endpoint with private DNS cannot be alone:
// hashicorp/aws sends the setting only for names of the form com.amazonaws.<region>.s3.
func (a *answer) pairOnly() bool {
	offer, _ := a.catalog.Offer(a.service.Key, a.region.Code, catalog.Interface)
	enabled := a.wish.option.PrivateDNSEnabled
	return a.service.Key == "s3" && offer.ServiceName != "com.amazonaws."+a.region.Code+".s3" && (enabled == nil || *enabled)
}

// allowed returns the service's types as far as the caller's restriction leaves them.
func (a *answer) allowed() []catalog.EndpointType {
	restriction := a.wish.option.VPCEndpointTypes
	if len(restriction) == 0 {
		return slices.Clone(a.service.Types)
	}
	at := finding{target: a.wish.name, attribute: fmt.Sprintf("service_options[%q].vpc_endpoint_types", a.wish.name)}
	var out []catalog.EndpointType
	for _, t := range a.service.Types {
		if slices.Contains(restriction, string(t)) {
			out = append(out, t)
		} else {
			a.reject(t, "", "Ruled out by vpc_endpoint_types.")
		}
	}
	for _, word := range slices.Sorted(slices.Values(restriction)) {
		t := catalog.EndpointType(word)
		if slices.Contains(a.service.Types, t) {
			continue
		}
		rule := "REG-22"
		switch t {
		case catalog.Gateway:
			rule = "GW-01"
		case catalog.Tunnel:
			rule = "LAT-07"
		case catalog.Interface, catalog.GatewayLoadBalancer, catalog.Resource, catalog.ServiceNetwork:
		}
		a.reject(t, rule, fmt.Sprintf("%s has no endpoint of this type.", a.service.Name))
		a.fault(rule, at, "%s has no endpoint of type %s; it has %s.", a.service.Name, t, typeList(a.service.Types))
	}
	return out
}

func typeList(types []catalog.EndpointType) string {
	words := make([]string, len(types))
	for i, t := range types {
		words[i] = string(t)
	}
	return list(words)
}
