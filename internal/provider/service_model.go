package provider

import (
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
)

// serviceFactsModel is what is known about one service, in vpce_service and vpce_services.
type serviceFactsModel struct {
	Key                         string                    `tfsdk:"key"`
	Name                        string                    `tfsdk:"name"`
	Aliases                     []string                  `tfsdk:"aliases"`
	VPCEndpointTypes            []string                  `tfsdk:"vpc_endpoint_types"`
	ServiceNames                map[string]string         `tfsdk:"service_names"`
	Availability                string                    `tfsdk:"availability"`
	PrivateDNSNames             []string                  `tfsdk:"private_dns_names"`
	PolicySupported             *bool                     `tfsdk:"policy_supported"`
	IPAddressTypes              []string                  `tfsdk:"ip_address_types"`
	CrossRegionSupported        *bool                     `tfsdk:"cross_region_supported"`
	FIPSService                 *string                   `tfsdk:"fips_service"`
	AvailabilityZoneIDs         []string                  `tfsdk:"availability_zone_ids"`
	ExcludedAvailabilityZoneIDs []string                  `tfsdk:"excluded_availability_zone_ids"`
	Ports                       []int                     `tfsdk:"ports"`
	Companions                  []string                  `tfsdk:"companions"`
	IAMPrefixes                 []string                  `tfsdk:"iam_prefixes"`
	Lifecycle                   string                    `tfsdk:"lifecycle_status"`
	Alternative                 *string                   `tfsdk:"alternative"`
	ByType                      map[string]typeFactsModel `tfsdk:"by_type"`
	Notes                       *string                   `tfsdk:"notes"`
	Sources                     []sourceModel             `tfsdk:"sources"`
	AsOf                        string                    `tfsdk:"as_of"`
}

type typeFactsModel struct {
	ServiceName          *string  `tfsdk:"service_name"`
	PrivateDNSNames      []string `tfsdk:"private_dns_names"`
	PolicySupported      *bool    `tfsdk:"policy_supported"`
	IPAddressTypes       []string `tfsdk:"ip_address_types"`
	CrossRegionSupported *bool    `tfsdk:"cross_region_supported"`
}

type sourceModel struct {
	ID      string `tfsdk:"id"`
	Title   string `tfsdk:"title"`
	Address string `tfsdk:"address"`
}

// availabilityWords name the three states in outputs.
var availabilityWords = map[catalog.Availability]string{
	catalog.Offered: "offered", catalog.NotOffered: "not_offered", catalog.NotEvidenced: "not_evidenced",
}

// serviceFacts turns a description into the model.
func serviceFacts(c *catalog.Catalog, d catalog.Description) serviceFactsModel {
	s := d.Service
	m := serviceFactsModel{
		Key: s.Key, Name: s.Name, Aliases: orEmpty(d.Aliases), VPCEndpointTypes: []string{}, ServiceNames: map[string]string{},
		Availability:    availabilityWords[d.Main.Availability],
		PrivateDNSNames: privateDNSNames(d.Main), PolicySupported: d.Main.PolicySupported, IPAddressTypes: ipAddressTypes(d.Main),
		CrossRegionSupported: d.Main.CrossRegion, FIPSService: orNull(s.FIPSVariant),
		AvailabilityZoneIDs: d.Main.ZoneIDs, ExcludedAvailabilityZoneIDs: orEmpty(d.Main.ExcludedZoneIDs), Ports: s.Ports,
		Companions: orEmpty(s.Companions), IAMPrefixes: s.IAMPrefixes, Lifecycle: s.Lifecycle, Alternative: orNull(s.Alternative),
		ByType: map[string]typeFactsModel{}, Notes: orNull(s.Notes), Sources: []sourceModel{}, AsOf: c.AsOf(),
	}
	if len(s.Types) == 0 {
		m.Availability = availabilityWords[catalog.NotOffered]
	}
	m.VPCEndpointTypes = append(m.VPCEndpointTypes, endpointTypeNames(s)...)
	for t, name := range d.ServiceNames {
		m.ServiceNames[string(t)] = name
	}
	if len(s.Types) > 1 {
		for t, offer := range d.ByType {
			m.ByType[string(t)] = typeFactsModel{
				ServiceName: orNull(offer.ServiceName), PrivateDNSNames: privateDNSNames(offer), PolicySupported: offer.PolicySupported,
				IPAddressTypes: ipAddressTypes(offer), CrossRegionSupported: offer.CrossRegion,
			}
		}
	}
	for _, id := range slices.Sorted(slices.Values(s.Sources)) {
		source, _ := c.Source(id)
		m.Sources = append(m.Sources, sourceModel{ID: id, Title: source.Title, Address: source.Address})
	}
	return m
}

// endpointTypeNames are the types of a service as texts.
func endpointTypeNames(s *catalog.Service) []string {
	names := make([]string, len(s.Types))
	for i, t := range s.Types {
		names[i] = string(t)
	}
	return names
}

// privateDNSNames are null where it is not known whether there are any.
func privateDNSNames(offer catalog.Offer) []string {
	if offer.PrivateDNSStatus == "unknown" {
		return nil
	}
	return orEmpty(offer.PrivateDNSNames)
}

// ipAddressTypes are null where they are not known.
func ipAddressTypes(offer catalog.Offer) []string {
	switch {
	case offer.IPv6 == nil:
		return nil
	case *offer.IPv6:
		return []string{"ipv4", "ipv6", "dualstack"}
	}
	return []string{"ipv4"}
}

// serviceFactsAttributes describe the model.
func serviceFactsAttributes() map[string]schema.Attribute {
	byType := map[string]schema.Attribute{
		"private_dns_names":      computedTexts("Names that private DNS answers, wildcards as `*.`; empty if there are none, null if it is not known."),
		"policy_supported":       computedFlag("Whether a custom endpoint policy is accepted; null if it is not known."),
		"ip_address_types":       computedTexts("Address types an endpoint can have; null if they are not known."),
		"cross_region_supported": computedFlag("Whether a VPC of another Region can reach it; null if it is not known."),
	}
	out := map[string]schema.Attribute{
		"key":                            computedText("Catalogue key."),
		"name":                           computedText("Display name."),
		"aliases":                        computedTexts("Other names that stand for this service alone, sorted."),
		"vpc_endpoint_types":             computedTexts("Endpoint types; empty where there is no endpoint to create."),
		"service_names":                  schema.MapAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "Full service name by endpoint type; a name that is not known is left out."},
		"availability":                   computedText("`offered`, `not_offered`, or `not_evidenced` where no source speaks about the Region."),
		"fips_service":                   computedText("Key of the FIPS endpoint; null if none is known."),
		"availability_zone_ids":          computedTexts("The only Availability Zone IDs that hold the service, where a source lists them; else null."),
		"excluded_availability_zone_ids": computedTexts("Availability Zone IDs of the Region that do not offer the endpoint, as far as it is known."),
		"ports":                          schema.ListAttribute{Computed: true, ElementType: types.Int64Type, MarkdownDescription: "TCP ports; null if they are not known."},
		"companions":                     computedTexts("Keys of services that are usually needed as well."),
		"iam_prefixes":                   computedTexts("IAM action prefixes; null if they are not known. The built-in facts hold none yet, a facts file can."),
		"lifecycle_status":               computedText("`active`, `legacy`, `closing`, `closed-to-new`, `superseded` or `retired`."),
		"alternative":                    computedText("How to reach a service that has no endpoint; null if it has one."),
		"notes":                          computedText("What a reader should know besides; null if there is nothing."),
		"as_of":                          computedText(asOfDocs),
		"sources": schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: "Where the facts are from.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"id": computedText("Id of the source."), "title": computedText("What it is."), "address": computedText("Where it lies."),
			}},
		},
	}
	maps.Copy(out, byType)
	inType := maps.Clone(byType)
	inType["service_name"] = computedText("Full service name; null if it is not known.")
	out["by_type"] = schema.MapNestedAttribute{
		Computed: true, MarkdownDescription: "The facts of each type, where the service has several; the flat ones speak of `Interface` then.",
		NestedObject: schema.NestedAttributeObject{Attributes: inType},
	}
	return out
}
