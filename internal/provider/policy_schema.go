package provider

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
)

// Texts that the policy guardrail, the analysis and the functions share.
const (
	trustedDocs = "Who is not outside: an object of `organization_ids`, `account_ids`, `organization_paths` (what lies below is trusted too) and " +
		"`accounts_by_organization` (map from organisation to all its accounts, if they are known). Any other name is an error."
	accessDocs = "objects of `actions`, `resources`, `principals` (ARNs, account ids, service names, `anonymous`, `trusted`, `*`; default everyone) and `context` " +
		"(map from condition key to a value or a list). What is left out is left open. Any other name is an error"
)

func textsByKey(description string) schema.MapAttribute {
	return schema.MapAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: description}
}

func assumptionsAttribute() schema.MapAttribute {
	return schema.MapAttribute{
		Optional: true, ElementType: types.BoolType, Validators: []validator.Map{mapvalidator.NoNullValues()},
		MarkdownDescription: "Facts about real requests on which proofs may rest, by name; `false` switches one off. All are on by default. They are " + words(factNames()) +
			"; the guide *Proving an endpoint policy* says what each means. An unknown name is an error.",
	}
}

func factNames() []string {
	var names []string
	for _, fact := range prove.Facts() {
		names = append(names, fact.Name)
	}
	return names
}

// policyInputs are what the policy guardrail takes besides.
func policyInputs() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"policies":  textsByKey("Policies that stand apart from their endpoints, as JSON: documents of `aws_vpc_endpoint_policy`, by the key of an endpoint, in whose place they are judged, or by a key of their own. Null: those of `endpoints` only."),
		"trusted":   schema.DynamicAttribute{Optional: true, MarkdownDescription: trustedDocs + " Null: not given, so nobody is inside or outside, and POL-602 and POL-604 are not checked."},
		"resources": optionalTexts("ARN patterns of resources that may be reached although they belong to somebody else than the trusted. Null: none."),
		"aws_owned_resources": schema.DynamicAttribute{
			Optional:            true,
			MarkdownDescription: "Resources of AWS itself that may be reached: `auto` (default: those that the services and workloads given need, such as the bucket with the image layers of ECR), `none`, or a list of ARN patterns.",
		},
		"reference_policies":           textsByKey("Policies to compare with, as JSON, by the same keys: a policy that lets more through is POL-611. Null: none."),
		"required":                     schema.DynamicAttribute{Optional: true, MarkdownDescription: "What must pass, by your own key: " + accessDocs + ". What does not is POL-609. Null: nothing but what the services and workloads need."},
		"require_policy":               optionalFlag("Whether every endpoint that takes a policy must have one of its own that restricts something; full access is then an error. Default `false`."),
		"allow_anonymous":              optionalFlag("Whether unsigned requests may pass. `false` makes POL-603 an error, `true` silences it. Null: a warning, and an error beside `trusted`."),
		"allow_aws_service_principals": optionalFlag("Whether calls that AWS services make by themselves count as inside. Default `false`."),
		"assumptions":                  assumptionsAttribute(),
	}
}
