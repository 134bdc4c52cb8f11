package recommend

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// Where callers are: the words of a plan.
const (
	CallerVPC            = plan.CallerVPC
	CallerOnPremises     = plan.CallerOnPremises
	CallerPeeredVPC      = plan.CallerPeeredVPC
	CallerTransitGateway = plan.CallerTransitGateway
	CallerOtherRegion    = plan.CallerOtherRegion
)

// Callers lists every place a caller can be.
func Callers() []string { return plan.Callers() }

// What the subnets have besides endpoints.
const (
	EgressNone     = "none"
	EgressNAT      = "nat"
	EgressInternet = "internet"
)

// Egresses lists every kind of egress.
func Egresses() []string { return []string{EgressNone, EgressNAT, EgressInternet} }

// IPAddressTypes lists the address types of an endpoint.
func IPAddressTypes() []string { return []string{"ipv4", "ipv6", "dualstack"} }

// placeNames are the words for a place in a sentence.
var placeNames = map[string]string{
	CallerVPC: "in this VPC", CallerOnPremises: "on premises", CallerPeeredVPC: "in a peered VPC",
	CallerTransitGateway: "behind a transit gateway", CallerOtherRegion: "in another Region",
}

// outsiders returns the callers that are not in the VPC, in the order of Callers.
func outsiders(callers []string) []string {
	var out []string
	for _, place := range Callers()[1:] {
		if slices.Contains(callers, place) {
			out = append(out, place)
		}
	}
	return out
}

// inWords says where callers are, in the order of Callers: "callers in this VPC, on premises".
func inWords(callers []string) string {
	var words []string
	for _, place := range Callers() {
		if slices.Contains(callers, place) {
			words = append(words, placeNames[place])
		}
	}
	return list(words)
}

func placesOr(callers, fallback []string) []string {
	if len(callers) == 0 {
		return fallback
	}
	return callers
}
