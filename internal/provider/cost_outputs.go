package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

const natSideDocs = " The hours of a NAT gateway that stays (`keep`) are left out, as they are of `monthly_total`."

// costOutputs are the computed attributes of vpce_cost.
func costOutputs() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"currency":      computedText("What every sum is in: `USD` or `CNY`; null where it is not known."),
		"monthly_total": computedNumber("What the endpoints cost in a month: the sum of `line_items`. Null if a line is null."),
		"monthly_range": schema.SingleNestedAttribute{
			Computed:            true,
			MarkdownDescription: "Bounds of `monthly_total` where a number of zones is not known; both are the total where all are known.",
			Attributes: map[string]schema.Attribute{
				"minimum": computedNumber("With one zone for each number that is not known. Null if a price is not known."),
				"maximum": computedNumber("With all zones of the Region for each number that is not known. Null if a price or the number of zones of the Region is not known."),
			},
		},
		"line_items": lineItemsAttribute("The bill, sorted by endpoint. Data that reaches several tiers of a price has a line for each tier; " +
			"the tiers count over all interface endpoints listed together, and each is shared among them by data, to the byte."),
		"by_endpoint": schema.MapNestedAttribute{
			Computed: true, MarkdownDescription: "What each entry of `endpoints` costs and saves, by its key.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"service":                  computedText("Catalogue key, or full name of the endpoint service of another account, or your own label."),
				"vpc_endpoint_type":        computedText("The type that was priced."),
				"monthly":                  computedNumber("Sum of its line items; null if one is null."),
				"without_endpoint_monthly": computedNumber("What its data costs through a NAT gateway that is there anyway. Null without `nat_gateway`, where NAT is no alternative, or where data or a price is not known."),
				"monthly_saving":           computedNumber("`without_endpoint_monthly` less `monthly`; negative if the endpoint is dearer."),
			}},
		},
		"without_endpoints_monthly": computedNumber("What the same traffic costs through NAT: the sum of `without_endpoints_line_items`. Endpoints that NAT cannot stand in for " +
			"(resources, service networks, appliances, endpoint services of other accounts) keep their price in it. Null without `nat_gateway`." + natSideDocs),
		"without_endpoints_line_items": lineItemsAttribute("The bill of the same traffic through NAT; empty without `nat_gateway`." + natSideDocs),
		"nat_gateway_monthly":          computedNumber("What the NAT gateway itself costs: hours and public IPv4 addresses, without data. Null without `nat_gateway`."),
		"monthly_saving":               computedNumber("`without_endpoints_monthly` less `monthly_total`; negative if the endpoints are dearer."),
		"break_even_gb_per_month": schema.MapAttribute{
			Computed: true, ElementType: types.NumberType,
			MarkdownDescription: "Data of a month, in GB, from which one such endpoint, alone in the Region, costs no more than a NAT gateway that stays, by key of `endpoints`: the price of its hours divided by the difference of the two prices for a GB. " +
				"Exact but for the sixth digit behind the decimal point, which is rounded. Zero for gateway endpoints. Null if there is none, if NAT is no alternative, or if a price or the number of zones is not known.",
		},
		"break_even_gb_by_availability_zones": schema.MapAttribute{
			Computed: true, ElementType: types.ListType{ElemType: types.NumberType},
			MarkdownDescription: "The same for one zone, two zones and so on up to those of the Region, by key of the interface endpoints.",
		},
		"cheapest": schema.SingleNestedAttribute{
			Computed: true,
			MarkdownDescription: "The choice of endpoints with the smallest bill, over all subsets of those that may be left on NAT. It is a proven minimum, with the pooled tiers and the hours of a NAT gateway that could go. " +
				"Among equal bills the one with most endpoints is taken. Null if a price, a number of zones or `gb_per_month` that it needs is not known.",
			Attributes: map[string]schema.Attribute{
				"endpoints":         computedTexts("Keys of the entries that get or keep their endpoint, sorted."),
				"left_on_nat":       computedTexts("Keys of the entries whose traffic is cheaper through NAT, sorted."),
				"nat_gateway_stays": schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether a NAT gateway is needed in it."},
				"monthly_total":     computedNumber("What it costs in a month, counted as `monthly_total` and `without_endpoints_monthly` are."),
			},
		},
		"stated_assumptions": computedTexts("Sentences about what was taken for granted in this answer, with the switch of `assumptions` where there is one."),
		"chart_svg":          computedText("Monthly cost against data for an endpoint in each number of zones that occurs (the four smallest) and for NAT, with the break-even marked, as SVG text on a panel that reads on light and dark pages. Null without `nat_gateway`, without an interface endpoint that NAT could stand in for and whose number of zones is known, or if a price is not known."),
		"chart_mermaid":      computedText("The same as the body of a `mermaid` code block, for pull requests."),
		"prices_as_of":       computedText("Day of the newest price in the price book, `YYYY-MM-DD`; each line has the date of its own price."),
	}
}

func lineItemsAttribute(description string) schema.ListNestedAttribute {
	attributes := pricedAttributes()
	attributes["endpoint"] = computedText("Key of `endpoints`; null for the NAT gateway itself.")
	return schema.ListNestedAttribute{
		Computed: true, MarkdownDescription: description,
		NestedObject: schema.NestedAttributeObject{Attributes: attributes},
	}
}
