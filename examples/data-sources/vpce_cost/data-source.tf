provider "vpce" {
  region = "ap-northeast-2"
}

# Three services beside a NAT gateway that other traffic needs anyway.
data "vpce_cost" "beside_nat" {
  endpoints = {
    "s3/gateway"     = { service = "s3", gb_per_month = 2000 }
    "logs/interface" = { service = "logs", availability_zones = 3, gb_per_month = 900 }
    "sts/interface"  = { service = "sts", availability_zones = 3, gb_per_month = 1 }
  }
  nat_gateway = { availability_zones = 3 }
}

# What to build: the cheapest choice, proven, and what it saves against NAT alone.
output "cheapest" {
  value = data.vpce_cost.beside_nat.cheapest
}

output "break_even_gb_per_month" {
  value = data.vpce_cost.beside_nat.break_even_gb_per_month
}

# Line items for people: rounded to cents here, exact in the data source.
output "bill" {
  value = [
    for line in data.vpce_cost.beside_nat.line_items :
    format("%s %s: %s %s x %s = %.2f %s", line.endpoint, line.item, line.quantity, line.unit, line.unit_price, line.monthly, data.vpce_cost.beside_nat.currency)
  ]
}

# A chart for a pull request; chart_svg is the same as a picture, for `terraform output -raw`.
output "chart" {
  value = data.vpce_cost.beside_nat.chart_mermaid
}

# A private workload without NAT whose subnets do not exist yet: keys count as well as ids.
data "vpce_cost" "private" {
  endpoints = {
    for service in ["ecr.api", "ecr.dkr", "logs", "secretsmanager"] :
    "${service}/interface" => { service = service, subnets = ["app-a", "app-c"] }
  }
  hours_per_month = 744
}

output "private_monthly_total" {
  value = data.vpce_cost.private.monthly_total
}
