package provider

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// The modes of a guardrail.
const (
	enforce = "enforce"
	report  = "report"
)

// guardrailInputs are what every guardrail takes.
func guardrailInputs() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"region": schema.StringAttribute{Optional: true, MarkdownDescription: regionDocs},
		"endpoints": endpointsAttribute("Endpoints to judge, by your own key; whole `aws_vpc_endpoint` objects fit. Hand in the map that feeds `for_each` of `aws_vpc_endpoint` " +
			"and let the endpoints `depends_on` this guardrail: then they are judged before they are made. " +
			"Handing in `aws_vpc_endpoint.this` audits what there is, and in a new stack most of it is unknown at plan. " +
			"Null: not given, so rules about endpoints are not checked. An empty map says that there are none."),
		"endpoint_services": guardrailEndpointServices(),
		"services": schema.ListAttribute{
			Optional: true, ElementType: types.StringType, Validators: []validator.List{noNullElements{}},
			MarkdownDescription: "Services that the callers use. Each is " + serviceDocs + ". Null: not given.",
		},
		"workloads": schema.MapAttribute{
			Optional: true, ElementType: types.SetType{ElemType: types.StringType}, Validators: []validator.Map{mapvalidator.NoNullValues()},
			MarkdownDescription: "What runs in the VPC: map from a documented bundle, such as `eks_private_cluster`, to the set of its optional parts that are wanted, as in `vpce_recommendation`. Null: not given.",
		},
		"targets": schema.DynamicAttribute{
			Optional: true,
			MarkdownDescription: "What the callers reach, by your own key: objects of `service`, `arn`, `account_id`, `region` (each taken from the ARN where it stands there) and " +
				"`copy_source_region` (S3 copies made from there). Any other name is an error. Null: not given.",
		},
		"subnets":  guardrailSubnets(),
		"zone_ids": networkAttributes()["zone_ids"],
		"mode": schema.StringAttribute{
			Optional: true, Validators: []validator.String{stringvalidator.OneOf(enforce, report)},
			MarkdownDescription: "`enforce` (default): findings of severity `error` fail the plan. `report`: they are warnings, for a first look and for tests. " +
				"The environment variable `VPCE_GUARDRAILS=report` turns every `enforce` into `report` for one run, so that a stack with a fault can still be destroyed.",
		},
		"rule_severity": schema.MapAttribute{
			Optional: true, ElementType: types.StringType, Validators: []validator.Map{mapvalidator.NoNullValues()},
			MarkdownDescription: "Severity of faults by rule id or glob, over that of the provider: `error`, `warning`, `info`, or `off`, which takes a rule out of scope. " +
				"The longest match wins. It must be known at plan.",
		},
		"ignore": schema.ListNestedAttribute{
			Optional: true, Validators: []validator.List{listvalidator.UniqueValues()},
			MarkdownDescription: "Findings that are accepted, each with its reason. They move to `ignored` and fail nothing. An entry that accepts nothing is the finding TF-13. It must be known at plan.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"rule":   schema.StringAttribute{Required: true, MarkdownDescription: "Id of the rule, such as `SG-03`."},
				"target": schema.StringAttribute{Required: true, MarkdownDescription: "Pattern of your own keys, with `*` for any text and `?` for one character; `*` alone for all."},
				"reason": schema.StringAttribute{Required: true, MarkdownDescription: "Why it is accepted; kept in `ignored` for an auditor."},
			}},
		},
	}
}

// guardrailSubnets leaves the number of free addresses out: it moves by itself, and a guardrail
// keeps its inputs, so every plan would show a change.
func guardrailSubnets() schema.MapNestedAttribute {
	subnets := subnetsAttribute()
	attributes := maps.Clone(subnets.NestedObject.Attributes)
	delete(attributes, "available_ip_address_count")
	subnets.NestedObject.Attributes = attributes
	return subnets
}

// guardrailEndpointServices describes the services as facts: in a guardrail they are no wishes.
func guardrailEndpointServices() schema.MapNestedAttribute {
	services := endpointServicesAttribute()
	services.MarkdownDescription = "Endpoint services that endpoints lead to, or that this configuration offers, by your own key; whole `aws_vpc_endpoint_service` objects fit, " +
		"resource or data source. They say who owns a service, whom it admits and where it is. Null: not given."
	return services
}

// guardrailNetwork is the network without the number of free addresses.
func guardrailNetwork() map[string]schema.Attribute {
	attributes := networkAttributes()
	attributes["subnets"] = guardrailSubnets()
	return attributes
}

// regionInputs are what the Region guardrail takes besides.
func regionInputs() map[string]schema.Attribute {
	attributes := guardrailNetwork()
	maps.Copy(attributes, map[string]schema.Attribute{
		"allowed_regions":    optionalTexts("Regions that may be involved: of endpoints, of services and of `supported_regions`. Null: no limit."),
		"allow_cross_region": optionalFlag("Whether endpoints may lead to services of another Region. Default `false`, so such an endpoint is the finding REG-28."),
		"assume_allow_multi_region": optionalFlag("Whether the identity that applies may use `vpce:AllowMultiRegion`, which cross-Region endpoints need and no plan shows. " +
			"Null: REG-06 warns. `true`: you vouch for it. `false`: REG-06 fails."),
		"opted_in_regions": optionalTexts("Opt-in Regions that the account has opted in to. Null: not given, so REG-07 and REG-08 are not checked where they matter."),
		"require_fips":     optionalFlag("Whether every endpoint must be a FIPS endpoint where the service has one. Default `false`."),
	})
	return attributes
}

// accountInputs are what the account guardrail takes besides.
func accountInputs() map[string]schema.Attribute {
	firewall := firewallAttributes()
	return map[string]schema.Attribute{
		"security_groups":              firewall["security_groups"],
		"security_group_ingress_rules": firewall["security_group_ingress_rules"],
		"account_id":                   optionalText("Account of the endpoints. Null: not given, so what compares accounts is not checked."),
		"allowed_account_ids":          optionalTexts("Accounts that may be involved: consumer, provider, allowed principals and targets. AWS itself always may. Null: no limit."),
		"organization_ids":             optionalTexts("Organisations whose accounts may be involved, such as `o-1234567890`. Which accounts they have is told by `accounts_by_organization`. Null: no limit."),
		"accounts_by_organization": schema.MapAttribute{
			Optional: true, ElementType: types.SetType{ElemType: types.StringType}, Validators: []validator.Map{mapvalidator.NoNullValues()},
			MarkdownDescription: "All accounts of an organisation, by its id. Null: not given, so membership is not checked.",
		},
		"vpc_owner_id":            optionalText("Account of the VPC, where its subnets are shared with others. Null: not given."),
		"caller_cidr_blocks":      callerCIDRsAttribute(),
		"resource_configurations": guardrailResourceConfigurations(),
		"service_networks":        guardrailServiceNetworks(),
		"require_policy":          optionalFlag("Whether every endpoint that takes a policy must have one of its own. Default `false`."),
	}
}

func callerCIDRsAttribute() schema.MapAttribute {
	return schema.MapAttribute{
		Optional: true, ElementType: types.SetType{ElemType: types.StringType}, Validators: []validator.Map{mapvalidator.NoNullValues()},
		MarkdownDescription: "Where callers call from: map from " + words(plan.Callers()) + " to CIDR blocks. `vpc` defaults to those of the client subnets. Null: not given.",
	}
}

func guardrailResourceConfigurations() schema.MapNestedAttribute {
	a := resourceConfigurationsAttribute()
	a.MarkdownDescription = "VPC Lattice resource configurations that endpoints lead to, by your own key; whole `aws_vpclattice_resource_configuration` objects fit. Null: not given."
	return a
}

func guardrailServiceNetworks() schema.MapNestedAttribute {
	a := serviceNetworksAttribute()
	a.MarkdownDescription = "VPC Lattice service networks that endpoints lead to, by your own key. Null: not given."
	return a
}

// endpointInputs are what the endpoint guardrail takes besides.
func endpointInputs() map[string]schema.Attribute {
	attributes := guardrailNetwork()
	maps.Copy(attributes, firewallAttributes())
	maps.Copy(attributes, nameAttributes())
	maps.Copy(attributes, map[string]schema.Attribute{
		"callers": schema.SetAttribute{
			Optional: true, ElementType: types.StringType, Validators: []validator.Set{setvalidator.ValueStringsAre(stringvalidator.OneOf(plan.Callers()...))},
			MarkdownDescription: "Who uses the endpoints: " + words(plan.Callers()) + ". Default `[\"vpc\"]`.",
		},
		"caller_cidr_blocks": callerCIDRsAttribute(),
		"service_options": schema.DynamicAttribute{
			Optional:            true,
			MarkdownDescription: "Options of single services, by a word that names the service, as in `vpce_recommendation`; of them `callers` is looked at here. Any other name is an error. Null: none.",
		},
		"existing_endpoints": endpointsAttribute("Endpoints of other stacks, and of other VPCs, by your own key; whole `aws_vpc_endpoint` objects, resource or data source, fit. " +
			"They are not judged, but conflicts with them are. Null: not given, so what depends on them is not checked. An empty map says that there are none."),
		"endpoint_associations":   endpointAssociationsAttribute(),
		"resource_configurations": guardrailResourceConfigurations(),
		"service_networks":        guardrailServiceNetworks(),
		"resource_policies": schema.MapAttribute{
			Optional: true, ElementType: types.StringType, Validators: []validator.Map{mapvalidator.NoNullValues()},
			MarkdownDescription: "Policies of buckets, keys and other resources that the callers reach, as JSON, by your own key. Null: not given.",
		},
		"vpcs": schema.DynamicAttribute{
			Optional:            true,
			MarkdownDescription: "VPCs that use the endpoints of this one as a hub, by your own key: objects of `id`, `cidr_blocks`, and what else `vpce_hub_comparison` takes. Any other name is an error. Null: this is no hub.",
		},
		"quotas":      quotasAttribute("All of them are looked at here"),
		"quota_usage": quotaUsageAttribute(),
	})
	return attributes
}

// endpointAssociationsAttribute is the shape of the association resources of endpoints.
func endpointAssociationsAttribute() schema.MapNestedAttribute {
	return optionalMap(
		"Resources that attach something to an endpoint, by your own key; whole `aws_vpc_endpoint_route_table_association`, `aws_vpc_endpoint_subnet_association`, "+
			"`aws_vpc_endpoint_security_group_association` and `aws_vpc_endpoint_private_dns` objects fit. They count for the endpoint they name. Null: not given.",
		map[string]schema.Attribute{
			"vpc_endpoint_id":             optionalText("Id of the endpoint."),
			"endpoint":                    optionalText("Key into `endpoints` or `existing_endpoints`, where the id is not known."),
			"route_table_id":              optionalText("Id of the route table."),
			"route_table":                 optionalText("Key into `route_tables`."),
			"subnet_id":                   optionalText("Id of the subnet."),
			"subnet":                      optionalText("Key into `subnets`."),
			"security_group_id":           optionalText("Id of the security group."),
			"security_group":              optionalText("Key into `security_groups`."),
			"replace_default_association": optionalFlag("Whether the association of the VPC's default security group is replaced."),
			"private_dns_enabled":         optionalFlag("Whether private DNS is on, of an `aws_vpc_endpoint_private_dns`."),
		},
	)
}

// guardrailOutputs are what every guardrail answers.
func guardrailOutputs() map[string]schema.Attribute {
	outputs := findingsAttributes()
	findings, _ := outputs["findings"].(schema.ListNestedAttribute)
	findings.MarkdownDescription = "What was found, sorted by severity, rule and target; what `ignore` accepts is not among them. Unknown in a plan in which an input is."
	outputs["findings"] = findings
	unchecked, _ := outputs["not_checked"].(schema.ListNestedAttribute)
	unchecked.MarkdownDescription = "Rules that could not be judged, and what was missing. An unchecked rule is never a pass. What is missing for many targets is told once. Unknown in a plan in which an input is."
	outputs["not_checked"] = unchecked
	accepted := maps.Clone(findings.NestedObject.Attributes)
	accepted["reason"] = computedText("The reason given in `ignore`.")
	maps.Copy(outputs, map[string]schema.Attribute{
		"id":          computedText("Name of the guardrail; the same in every state."),
		"passed":      computedFlag("Whether nothing failed (no finding of severity `error`) and nothing in scope was left unchecked. Unknown in a plan in which an input is."),
		"facts_as_of": computedText(asOfDocs),
		"ignored": schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: "Findings that `ignore` accepts, each with its reason. Unknown in a plan in which an input is.",
			NestedObject: schema.NestedAttributeObject{Attributes: accepted},
		},
	})
	return outputs
}
