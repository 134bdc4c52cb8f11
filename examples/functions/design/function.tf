# A VPC that is made in the same plan: its ids are not known yet, the endpoints are.
resource "terraform_data" "subnet" {
  for_each = { a = "10.0.1.0/24", c = "10.0.2.0/24" }
  input    = each.value
}

locals {
  design = provider::vpce::design({
    region   = "ap-northeast-2"
    services = ["s3", "sqs", "kms"]

    route_tables = { private = { id = terraform_data.subnet["a"].id } } # stands for aws_route_table.private.id
    subnets = {
      for key, subnet in terraform_data.subnet : key => {
        id                   = subnet.id # not known before apply
        availability_zone_id = "apne2-az${key == "a" ? 1 : 3}"
        cidr_block           = subnet.input
        route_table          = "private"
      }
    }
  })
}

# In a real configuration: aws_vpc_endpoint, with the arguments under their own names.
resource "terraform_data" "endpoint" {
  for_each = local.design.endpoints

  input = {
    service_name    = each.value.service_name
    subnet_ids      = each.value.subnet_ids
    route_table_ids = each.value.route_table_ids
  }
}

output "endpoints" {
  value = keys(local.design.endpoints)
}
