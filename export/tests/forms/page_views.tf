resource "aws_dynamodb_table" "page_views" {
  name                        = "page_views"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "PK"
  range_key                   = "SK"
  table_class                 = "STANDARD"
  deletion_protection_enabled = true

  attribute {
    name = "PK"
    type = "S"
  }

  attribute {
    name = "SK"
    type = "S"
  }

  ttl {
    attribute_name = "expires_at"
    enabled        = true
  }

  warm_throughput {
    read_units_per_second  = 15000
    write_units_per_second = 24000
  }
}

output "page_views_table_name" {
  value = aws_dynamodb_table.page_views.name
}

output "page_views_table_arn" {
  value = aws_dynamodb_table.page_views.arn
}
